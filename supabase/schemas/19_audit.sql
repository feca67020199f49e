-- Who changed what that somebody else may ask about. Triggers write it (app.note_row, app.note_booking), in the transaction of
-- the change; app.keep_trail keeps it as it is. Of bookers it has ids alone, so that who is erased is erased here, too.
create table app.audit (
  id bigint primary key generated always as identity,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('booker', 'teacher', 'staff', 'system', 'operator')),
  -- The teacher or the staff member; null for all others.
  actor uuid,
  verb text not null check (length(verb) between 1 and 40),
  -- Whose it is. No reference, nor the one to the subject: what is gone is still told of.
  school_id uuid not null,
  -- Null for what is the school's.
  teacher_id uuid,
  subject_kind text not null check (length(subject_kind) between 1 and 40),
  subject_id uuid not null,
  -- What is otherwise than before; null before it was made, and after it was removed.
  before jsonb,
  after jsonb,
  reason text check (length(reason) <= 500)
);
create index audit_by_school on app.audit (school_id, at, id);
create index audit_by_teacher on app.audit (teacher_id, at, id) where (teacher_id is not null);
create index audit_by_age on app.audit (at);
create index audit_with_a_reason on app.audit (subject_id) where (reason is not null);
