-- While somebody books with a teacher, the teacher's rules stay what they are; edits wait, and see the booking then. So every
-- booking was within the rules of its moment, and no edit overlooks one. By handle, before the rules are read.
create function app.share_rules(p_teacher text) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(share_rules.p_teacher, 6));
end
$$;
