-- What is known of an address that mails go to, by its hash alone. Without a row it gets everything.
create table app.mail_wishes (
  addressee uuid primary key,
  -- It asked for neither reminders nor follow-ups.
  unwanted_since timestamptz,
  -- A server said that there is no such address.
  bounced_at timestamptz
);
