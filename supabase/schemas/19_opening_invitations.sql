-- One family's way into an opening: a personal link, by mail. Whoever may come without being invited asks for one.
create table app.invitations (
  id uuid primary key default gen_random_uuid(),
  opening_id uuid not null,
  group_id uuid not null,
  email app.email not null,
  name app.person_name,
  -- Of its mails: of a family that asked for the link itself, or what the school's list says.
  language app.language not null default app.asker_language(),
  link_version app.link_version not null default 1,
  -- Asked for by who may come uninvited, and not sent by the school.
  asked boolean not null default false,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint invitations_are_to_a_group_of_their_opening
    foreign key (group_id, opening_id) references app.opening_groups (id, opening_id) on delete restrict,
  constraint invitations_are_one_an_address unique (opening_id, email)
);
create index invitations_by_group on app.invitations (group_id);
create index invitations_by_email on app.invitations (email);
create index invitations_with_an_address on app.invitations (opening_id) where (email not like 'erased %');

alter table app.mails alter column booking_id drop not null;
alter table app.mails add column invitation_id uuid references app.invitations on delete cascade;
alter table app.mails add constraint mails_are_about_one_thing check (num_nonnulls(booking_id, invitation_id, booker_id) = 1);
create index mails_by_invitation on app.mails (invitation_id, planned_at) where (invitation_id is not null);
