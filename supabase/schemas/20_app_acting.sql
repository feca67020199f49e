-- The Auth user who acts at the desk, as a gate has proved it; null for anybody else.
create function app.acting() returns uuid
language sql stable
return nullif(current_setting('firstbell.actor', true), '')::uuid;
