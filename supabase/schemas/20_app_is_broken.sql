-- Whether a calendar from elsewhere could not be read twice in a row. Once is mended by the next try, more often than not.
create function app.is_broken(p_feed app.busy_feeds) returns boolean
language sql immutable
return (p_feed).failures > 1;
