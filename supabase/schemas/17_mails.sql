-- The outbox. A mail is enqueued in the transaction that gives a reason for it, and its id makes its Message-ID.
create table app.mails (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references app.bookings on delete cascade,
  -- Whose own page it leads to.
  booker_id uuid references app.bookers on delete cascade,
  kind app.mail_kind not null,
  recipient app.mail_recipient not null,
  -- Whose mails it takes its turn among, as a hash of the address; null for those who are told at once.
  addressee uuid,
  created_at timestamptz not null default now(),
  planned_at timestamptz not null default now(),
  -- When it is to be sent, or sent again.
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  sent_at timestamptz,
  -- When it was taken last, and when what it told its booker of begins, as it said: of each booking, a start by its id.
  taken_at timestamptz,
  told jsonb,
  -- After the last attempt it stays here with its error, to be seen.
  failed_at timestamptz,
  error text,
  -- Since when it is known not to have arrived, sent or not.
  bounced_at timestamptz,
  -- Of a reminder and a follow-up: of which start, and how long before it; null is after the end.
  starts_at timestamptz,
  minutes_before integer,
  -- Of one to a teacher that was sent, or was begun to be: it brings the entry of their calendar along.
  invites boolean not null default false
);
create unique index mails_remind_once on app.mails (booking_id, starts_at, minutes_before) nulls not distinct
  where (starts_at is not null);
create index mails_of_moves on app.mails (booking_id, created_at) where (kind = 'moved');
create index mails_that_told on app.mails (booking_id) where (told is not null);
create index mails_in_calendars on app.mails (booking_id) where (invites);
create index mails_unreached on app.mails (booking_id)
  where (recipient = 'booker' and (bounced_at is not null or failed_at is not null and attempts >= 8));
create index mails_by_addressee on app.mails (addressee, planned_at) where (addressee is not null);
create index mails_by_booker on app.mails (booker_id, planned_at) where (booker_id is not null);
create index mails_with_an_error on app.mails (booking_id) where (error is not null);
create index mails_to_teachers on app.mails (booking_id) where (recipient = 'teacher' and sent_at is null);
create index mails_waiting on app.mails (due_at) where (sent_at is null and failed_at is null);
create index mails_to_forget on app.mails (coalesce(sent_at, failed_at)) where (coalesce(sent_at, failed_at) is not null);
