-- When a mail was taken to be sent, and what it then said of which booking's time. The index of it comes after it, so that both can be made before.
alter table app.mails add column if not exists taken_at timestamptz, add column if not exists told jsonb;
