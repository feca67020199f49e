-- Whether every word, folded as app.fold does, is in a booking's name, address, type or answers.
create function app.mentions(p_booking app.bookings, p_type text, p_words text[]) returns boolean
language plpgsql stable
as $$
declare
  v_text text := app.fold(concat_ws(' ', p_booking.name, p_booking.email, p_type, (
    select string_agg(said ->> 'answer', ' ') from jsonb_array_elements(p_booking.answers) as said
  )));
begin
  return not exists (select from unnest(p_words) as word where position(word in v_text) = 0);
end
$$;
