-- What the reader of a calendar needs. What the other side said last is left out where the whole is wanted again: the times of
-- a rule without an end are known only so far ahead, and a whole day begins where the teacher is.
create function app.describe_claim(p_feed app.busy_feeds) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', (describe_claim.p_feed).id, 'claim', (describe_claim.p_feed).claim, 'sealed_url', (describe_claim.p_feed).sealed_url,
    'time_zone', teacher.time_zone,
    'etag', case when known.still then (describe_claim.p_feed).etag end,
    'modified', case when known.still then (describe_claim.p_feed).modified end
  )
  from app.teachers teacher
  cross join lateral (
    select (describe_claim.p_feed).placed_at > now() - interval '1 day'
      and (describe_claim.p_feed).placed_zone = teacher.time_zone as still
  ) as known
  where teacher.id = (describe_claim.p_feed).teacher_id
$$;
