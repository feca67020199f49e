create function app.hold_answer(p_booking app.bookings) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'booking_id', (p_booking).id, 'link_version', (p_booking).link_version,
    'starts_at', lower((p_booking).during), 'ends_at', upper((p_booking).during),
    'held_until', (p_booking).held_until, 'extensions_left', (p_booking).extensions_left
  )
$$;
