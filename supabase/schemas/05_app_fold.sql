-- What search compares: lower case, without accents. Immutable, so that it can be stored.
create function app.fold(p_text text) returns text
language sql immutable parallel safe
return lower(extensions.unaccent('extensions.unaccent'::regdictionary, p_text));
