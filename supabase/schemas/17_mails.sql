-- The outbox. A mail is enqueued in the transaction that gives a reason for it, and its id makes its Message-ID.
create table app.mails (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references app.bookings on delete cascade,
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
  -- After the last attempt it stays here with its error, to be seen.
  failed_at timestamptz,
  error text
);
create index mails_by_addressee on app.mails (addressee, planned_at) where (addressee is not null);
create index mails_waiting on app.mails (due_at) where (sent_at is null and failed_at is null);
