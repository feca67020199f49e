-- A type as who may book it sees it. Where one meets is told of an address alone: whose number or room it is, is for who has booked.
create function app.describe_offer(p_type app.appointment_types) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'handle', p_type.handle, 'name', p_type.name, 'description', p_type.description,
    'duration_minutes', p_type.duration_minutes, 'seats', p_type.seats, 'notice_minutes', p_type.notice_minutes,
    'other_durations', p_type.other_durations, 'series_cap', p_type.series_cap, 'questions', p_type.questions,
    'place_kind', p_type.place_kind, 'address', case p_type.place_kind when 'address' then p_type.place else '' end,
    'waitlist', p_type.waitlist and p_type.opening_id is null,
    'needs_approval', p_type.needs_approval and p_type.opening_id is null, 'decide_hours', p_type.decide_hours,
    'horizon_days', p_type.horizon_days, 'last_day', upper(p_type.dates) - 1, 'cutoff_minutes', p_type.cutoff_minutes,
    'opens_at', app.opens_at(p_type), 'opening', (
      select jsonb_build_object('id', opening.id, 'name', opening.name, 'by_ticket', opening.by_ticket)
      from app.openings opening where opening.id = p_type.opening_id
    )
  );
end
$$;
