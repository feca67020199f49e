-- Whether a booking's type is still offered, as long as the booking lasts: else there is no other time for it. Nor is there for
-- what a teacher said yes to: that was to one time; and none without their yes, where they are asked for each time by now.
create function app.offers_to_move(p_booking app.bookings, p_type app.appointment_types) returns boolean
language sql immutable
return (p_type).retired_at is null
  and (p_booking).decide_until is null
  and not ((p_type).needs_approval and (p_type).opening_id is null)
  and app.minutes_in((p_booking).during) = any ((p_type).duration_minutes || (p_type).other_durations);
