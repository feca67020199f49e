-- What search compares: lower case, without accents, and with Kaethe as Käthe. Immutable, so that it can be stored.
create function app.fold(p_text text) returns text
language sql immutable parallel safe
return regexp_replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, p_text)), '([aou])e', '\1', 'g');
