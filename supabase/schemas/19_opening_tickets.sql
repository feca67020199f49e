-- A place in an opening: one for each invitation, however many tabs and devices.
create table app.tickets (
  id uuid primary key default gen_random_uuid(),
  opening_id uuid not null,
  group_id uuid not null,
  invitation_id uuid not null references app.invitations on delete restrict constraint tickets_are_one_an_invitation unique,
  joined_at timestamptz not null,
  -- The first 32 bits of HMAC-SHA-256 (seed, id), for who came before the draw; told to nobody before it.
  rank bigint check (rank between 0 and 4294967295),
  -- The place behind the draw, in the order of arrival.
  tail_no integer,
  -- When its turn came, when it first took its pass, and until when the pass holds.
  offered_at timestamptz,
  admitted_at timestamptz,
  pass_until timestamptz,
  left_at timestamptz,
  constraint tickets_are_of_a_group_of_their_opening
    foreign key (group_id, opening_id) references app.opening_groups (id, opening_id) on delete restrict,
  constraint tickets_are_drawn_or_come_after check (num_nonnulls(rank, tail_no) <= 1)
);
-- Of all of a group, drawn or not.
create index tickets_by_rank on app.tickets (group_id, rank);
create unique index tickets_by_tail_no on app.tickets (group_id, tail_no) where (tail_no is not null);
create index tickets_to_be_numbered on app.tickets (group_id, joined_at, id) where (rank is null and tail_no is null);
create index tickets_offered on app.tickets (opening_id, offered_at) where (offered_at is not null);
create index tickets_with_a_pass on app.tickets (opening_id, pass_until) where (pass_until is not null);

-- By which ticket it was booked.
alter table app.bookings add column ticket_id uuid references app.tickets on delete restrict;
create index bookings_by_ticket on app.bookings (ticket_id) where (ticket_id is not null);
