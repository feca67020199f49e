-- Until when a booker may cancel or move by their own link: the type's cutoff before it begins. Where its teacher gave it that time,
-- they have as long from then on, though not past its start: or who moves a lesson to this afternoon would bind them to it.
create function app.cancel_until(p_booking app.bookings, p_cutoff_minutes integer) returns timestamptz
language sql stable
return case
  when (p_booking).moved_by_teacher then least(lower((p_booking).during), greatest(
    lower((p_booking).during) - make_interval(mins => p_cutoff_minutes),
    (p_booking).moved_at + make_interval(mins => p_cutoff_minutes)
  ))
  else lower((p_booking).during) - make_interval(mins => p_cutoff_minutes)
end;
