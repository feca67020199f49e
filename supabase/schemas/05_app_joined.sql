-- Words in one line; immutable, which array_to_string() is for texts alone.
create function app.joined(p_words text[]) returns text
language sql immutable parallel safe
return array_to_string(p_words, ' ');
