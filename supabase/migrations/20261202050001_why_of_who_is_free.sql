-- Of a team that may not be booked by who asks, why is said of one who is free. A build from before asks nothing of this itself.

-- Books any teacher of a team: who has the fewest bookings that week, or the next one where that time is lost.
-- Gives what book_slot gives, and {teacher}: whose it became; the same key gives the first answer again.
-- Refuses: as book_slot, TAKEN when all of them are taken, LIMIT when none of them may be booked by who asks, with why of one who
-- is free, if any is; INVAL, with what the last of them lacks, when the answers fit the questions of nobody who is free.
create or replace function api.book_team_slot(
  p_key text, p_team text, p_type text, p_starts_at timestamptz, p_name text, p_email text, p_time_zone text,
  p_duration_minutes integer default null, p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('team', p_team, p_type, extract(epoch from p_starts_at), p_name, p_email, p_time_zone, p_duration_minutes, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_team_slot.p_key, v_body_hash);
  v_teacher text;
  v_is_taken boolean := false;
  v_is_free boolean;
  v_is_limit_free boolean := false;
  v_limit text;
  v_why text;
  v_unfit text;
  v_fields text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  foreach v_teacher in array app.pick_teachers(app.find_team(p_team), p_type, p_starts_at, p_duration_minutes) loop
    begin
      v_answer := api.book_slot(
        app.key_within(p_key, v_teacher), v_teacher, p_type, p_starts_at, p_name, p_email, p_time_zone,
        p_duration_minutes => p_duration_minutes, p_answers => p_answers
      ) || jsonb_build_object('teacher', v_teacher);
      insert into app.requests (key, body_hash, booking_id, answer)
      values (p_key, v_body_hash, (v_answer ->> 'booking_id')::uuid, v_answer);
      return v_answer;
    exception
      when sqlstate 'TAKEN' then
        -- Somebody was faster there: the next one.
        v_is_taken := true;
      when sqlstate 'LIMIT' or sqlstate 'INVAL' then
        v_is_free := exists (
          select from app.free_slots(
            app.find_type(v_teacher, p_type, p_duration_minutes), p_starts_at, p_starts_at + interval '1 microsecond'
          )
        );
        if sqlstate = 'LIMIT' then
          -- Caps and missed appointments are between two people: the next one may have them all the same, as on their own page. What is
          -- said in the end is what can be mended: with who is taken, that would help nobody.
          if v_limit is null or v_is_free and not v_is_limit_free then
            get stacked diagnostics v_limit = message_text, v_why = pg_exception_detail;
            v_is_limit_free := v_is_free;
          end if;
        elsif v_is_free then
          -- Each asks their own questions: the next one's may be those that were answered.
          get stacked diagnostics v_unfit = message_text, v_fields = pg_exception_detail;
        else
          -- Who is taken has nothing to mend.
          v_is_taken := true;
        end if;
    end;
  end loop;
  -- Before the others: this one can be mended, and then it is booked.
  if v_unfit is not null then
    raise exception using errcode = 'INVAL', message = v_unfit, detail = v_fields;
  end if;
  if not v_is_taken and v_limit is not null then
    raise exception using errcode = 'LIMIT', message = v_limit, detail = v_why;
  end if;
  perform app.refuse('TAKEN', 'nobody of this team is free');
end
$$;
