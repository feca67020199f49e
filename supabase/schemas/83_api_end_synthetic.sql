-- Notes how a round of the synthetic booker went and how long it took, and deletes all that it left. p_failed_at is where it
-- could not go on, `list`, `hold`, `book` or `cancel`, and p_code why; null for one that booked and cancelled. Rounds are kept for a week.
create function api.end_synthetic(p_minute timestamptz, p_duration_ms integer, p_failed_at text, p_code text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.synthetic_rounds round
  set ended_at = now(), duration_ms = end_synthetic.p_duration_ms, failed_at = end_synthetic.p_failed_at, code = end_synthetic.p_code
  where round.minute = end_synthetic.p_minute;
  perform app.sweep_synthetic();
  delete from app.synthetic_rounds round where round.minute < now() - app.retention_of('round');
end
$$;
