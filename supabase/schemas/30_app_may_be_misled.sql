-- Whether a booker may have been told of another start of a booking than its present one, after they surely heard of this.
create function app.may_be_misled(p_booking app.bookings) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.told_starts(p_booking) as told
    where told.starts_at <> lower(p_booking.during) and told.taken_at > coalesce((
      select max(right_one.taken_at) from app.told_starts(p_booking) as right_one
      where right_one.starts_at = lower(p_booking.during) and right_one.is_sure
    ), '-infinity')
  );
end
$$;
