-- What a word may be, wherever it stands. As domains, since a check of a table's own is read anew by every insert.
create domain app.person_name as text check (length(value) between 1 and 120);
create domain app.email as text collate "C" check (value = lower(value) and length(value) <= 254);
create domain app.zone_name as text check (length(value) <= 64);
create domain app.request_key as text collate "C" check (length(value) between 16 and 100);
-- Raised to void every link that was sent for a booking; one byte in the link.
create domain app.link_version as smallint check (value between 1 and 255);
create domain app.count as integer check (value >= 0);
-- Hours of a day as minutes after local midnight.
create domain app.minutes_of_day as int4multirange check (value <@ int4multirange(int4range(0, 1440)));
create domain app.colour as text check (value in ('blue', 'green', 'red', 'orange', 'purple', 'teal', 'pink', 'grey'));

create type app.booking_state as enum (
  'held', 'expired', 'pending', 'confirmed', 'declined', 'cancelled', 'completed', 'no_show'
);
create type app.mail_kind as enum (
  'confirmed', 'cancelled', 'invited', 'moved', 'requested', 'declined', 'lapsed', 'reminder', 'follow_up', 'mine',
  'waiting', 'offered'
);
create type app.mail_recipient as enum ('booker', 'teacher');
create type app.place_kind as enum ('unsaid', 'address', 'phone', 'video');
create type app.opening_audience as enum ('anyone', 'invited');
-- Those that we speak to bookers, as in lib/languages/languages.js.
create type app.language as enum ('en', 'de', 'fr', 'es');
create type app.wait_kind as enum ('slot', 'day', 'type');
create type app.wait_state as enum ('waiting', 'offered', 'taken', 'declined', 'lapsed', 'left');
