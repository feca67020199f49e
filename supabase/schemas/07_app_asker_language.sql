-- The language of who asks, as lib/db.ts says it for the one statement; English where nobody said one, or said one that we do
-- not speak.
create function app.asker_language() returns app.language
language sql stable
as $$
  select case
    when current_setting('firstbell.language', true) = any (enum_range(null::app.language)::text[])
      then current_setting('firstbell.language', true)::app.language
    else 'en'
  end
$$;
