-- When a start of a type would be offered to somebody who waits: app.offer_span from when the next mail to
-- them goes out, up to the type's notice.
create function app.offer_times(p_wait app.waits, p_type app.appointment_types, p_starts_at timestamptz) returns tstzrange
language plpgsql stable
as $$
begin
  return app.offer_span(
    app.mail_turn('offered', md5(p_wait.email)::uuid), p_wait.time_zone, p_starts_at,
    (select teacher.time_zone from app.teachers teacher where teacher.id = p_type.teacher_id),
    p_starts_at - make_interval(mins => p_type.notice_minutes)
  );
end
$$;
