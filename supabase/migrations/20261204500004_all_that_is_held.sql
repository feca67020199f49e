-- All that is held is in somebody's file: which mails an address gets, who waits, programs, the log of an opening, and a school's rules.
create index if not exists waits_by_type on app.waits (appointment_type_id) where (email not like 'erased %');

-- What a teacher has said of when and what can be booked, as a file has it: {schedules, types, absences}. What an absence is, is for the
-- teacher alone (p_notes).
create function app.export_rules(p_teacher_id uuid, p_notes boolean) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name), '[]')
      from app.schedules schedule where schedule.teacher_id = export_rules.p_teacher_id
    ),
    'types', (
      select coalesce(jsonb_agg(app.describe_type(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = export_rules.p_teacher_id
    ),
    'absences', (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', lower(busy.during), 'ends_at', upper(busy.during))
        || case when export_rules.p_notes then jsonb_build_object('note', busy.note) else '{}' end
        order by busy.during, busy.id
      ), '[]')
      from app.busy_times busy where busy.teacher_id = export_rules.p_teacher_id and busy.feed_id is null
    )
  );
end
$$;

-- Who waits for a time with a teacher, or did and is not forgotten yet, as a file has it, whoever came first first.
create function app.export_waits(p_teacher_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(
      to_jsonb(wait) - '{appointment_type_id,link_version}'::text[] || jsonb_build_object('type', type.name)
      order by wait.created_at, wait.id
    ), '[]')
    from app.appointment_types type
    join app.waits wait on wait.appointment_type_id = type.id and wait.email not like 'erased %'
    where type.teacher_id = export_waits.p_teacher_id
  );
end
$$;

-- What a teacher's own programs are and were told, as a file has it, without an address, a secret or a hash: {hooks, tokens}.
create function app.export_programs(p_teacher app.teachers) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'hooks', (
      select coalesce(jsonb_agg(
        to_jsonb(hook) - '{teacher_id,version,sealed_url,sealed_secret,sealed_old_secret,secret_id,claim,claimed_until}'::text[]
        || jsonb_build_object('deliveries', (
          select coalesce(jsonb_agg(to_jsonb(delivery) - '{id,place,hook_id,due_at}'::text[] order by delivery.place), '[]')
          from app.hook_deliveries delivery where delivery.hook_id = hook.id
        ))
        order by hook.created_at, hook.id
      ), '[]')
      from app.hooks hook where hook.teacher_id = p_teacher.id
    ),
    'tokens', (
      select coalesce(jsonb_agg(app.describe_token(token) order by token.created_at, token.id), '[]')
      from app.tokens token where token.user_id = p_teacher.user_id
    )
  );
end
$$;

-- Mails to a teacher that failed, with what was said of it, as a file has them; others say nothing of their own.
create function app.export_failed_mails(p_teacher_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'kind', mail.kind, 'booking_id', mail.booking_id, 'planned_at', mail.planned_at, 'failed_at', mail.failed_at, 'error', mail.error
    ) order by mail.planned_at, mail.id), '[]')
    from (
      select each.id from app.appointments each
      where each.teacher_id = export_failed_mails.p_teacher_id and each.cancelled_at is null
      union all
      select each.id from app.appointments each
      where each.teacher_id = export_failed_mails.p_teacher_id and each.cancelled_at is not null
    ) as appointment
    cross join lateral (select each.id from app.bookings each where each.appointment_id = appointment.id offset 0) as booking
    cross join lateral (
      select each.* from app.mails each
      where each.booking_id = booking.id and each.error is not null and each.recipient = 'teacher' offset 0
    ) as mail
  );
end
$$;

-- What is held of a teacher beside their bookings and their trail (those are api.list_bookings' and api.list_trail's), as it is stored,
-- without what is secret: the profile, schedules, types, absences, calendars from elsewhere, teams, who waits for them, their programs,
-- mails to them that failed, and since when their own calendar is given out. Refuses: DNIED.
create or replace function api.export_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(export_desk.p_user_id);
begin
  return jsonb_build_object(
    'teacher', to_jsonb(v_teacher) - '{user_id,search,school_id,erased_at}'::text[],
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id)
  ) || app.export_rules(v_teacher.id, true) || jsonb_build_object(
    'calendars', (
      select coalesce(jsonb_agg(
        app.describe_feed(feed) - '{sealed_url,is_reading}'::text[] || jsonb_build_object('placed_zone', feed.placed_zone)
        order by feed.created_at, feed.id
      ), '[]')
      from app.busy_feeds feed where feed.teacher_id = v_teacher.id
    ),
    'teams', (
      select coalesce(jsonb_agg(team.name order by team.name), '[]')
      from app.team_members member join app.teams team on team.id = member.team_id
      where member.teacher_id = v_teacher.id
    ),
    'waiting', app.export_waits(v_teacher.id),
    'failed_mails', app.export_failed_mails(v_teacher.id),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.teacher_id = v_teacher.id)
  ) || app.export_programs(v_teacher);
end
$$;

-- What is held of a school beside its bookings and its trail (those are api.list_bookings' and api.list_trail's): the staff, its teachers
-- with what can be booked of them, when they are away and who waits for them, teams and openings, with whom it invited and what happened
-- in them, and the tokens of who asks. Refuses: DNIED.
create or replace function api.export_school(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_school_id uuid := (app.find_office(export_school.p_user_id)).school_id;
begin
  return jsonb_build_object(
    'school', (
      select to_jsonb(school) - '{id,erased_at}'::text[] from app.schools school where school.id = v_school_id
    ),
    'staff', (
      select coalesce(jsonb_agg(staff.email order by staff.email), '[]') from app.staff staff where staff.school_id = v_school_id
    ),
    'teachers', (
      select coalesce(jsonb_agg(
        to_jsonb(teacher) - '{user_id,search,school_id,code_asked_at,erased_at}'::text[]
        || app.export_rules(teacher.id, false) || jsonb_build_object('waiting', app.export_waits(teacher.id))
        order by teacher.name, teacher.handle
      ), '[]')
      from app.teachers teacher where teacher.school_id = v_school_id and teacher.erased_at is null
    ),
    -- Of who asks.
    'tokens', (
      select coalesce(jsonb_agg(app.describe_token(token) order by token.created_at, token.id), '[]')
      from app.tokens token where token.user_id = export_school.p_user_id
    ),
    'teams', (
      select coalesce(jsonb_agg(app.describe_team(team) order by team.name, team.handle), '[]')
      from app.teams team where team.school_id = v_school_id
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) || jsonb_build_object('invitations', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'email', invitation.email, 'name', invitation.name, 'asked', invitation.asked, 'language', invitation.language,
          'created_at', invitation.created_at, 'revoked_at', invitation.revoked_at
        ) order by invitation.email), '[]')
        from app.invitations invitation where invitation.opening_id = opening.id
      ), 'log', (
        select coalesce(jsonb_agg(to_jsonb(event) - '{id,opening_id}'::text[] order by event.id), '[]')
        from app.opening_events event where event.opening_id = opening.id
      )) order by opening.created_at, opening.id), '[]')
      from app.openings opening where opening.school_id = v_school_id
    )
  );
end
$$;

-- All that is held of a booker's address, as it is stored: what was booked with what was answered, invitations with the places
-- that were taken by them, wishes on waiting lists, mails and which of them come, and the calendar that is given out. Refuses: NTFND.
create or replace function api.export_mine(p_booker_id uuid, p_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(export_mine.p_booker_id, export_mine.p_version);
begin
  return jsonb_build_object(
    'email', v_booker.email,
    'language', v_booker.language,
    'exported_at', now(),
    'first_asked_at', v_booker.created_at,
    'last_asked_at', v_booker.asked_at,
    'bookings', (
      -- Whatever column a booking gets: it is theirs.
      select coalesce(jsonb_agg(
        (app.describe_own(booking) || to_jsonb(booking))
        - '{id,appointment_id,student,during,link_version,extensions_left,ticket_id,wait_id}'::text[]
        order by booking.during, booking.id
      ), '[]')
      from app.bookings_of(v_booker.email) as booking
    ),
    'invitations', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'opening', opening.name, 'school', school.name, 'name', invitation.name, 'asked', invitation.asked,
        'language', invitation.language, 'created_at', invitation.created_at, 'revoked_at', invitation.revoked_at,
        'place', case when ticket.id is not null then
          to_jsonb(ticket) - '{opening_id,group_id,invitation_id}'::text[]
        end
      ) order by invitation.created_at, invitation.id), '[]')
      from app.invitations invitation
      join app.openings opening on opening.id = invitation.opening_id
      join app.schools school on school.id = opening.school_id
      left join app.tickets ticket on ticket.invitation_id = invitation.id
      where invitation.email = v_booker.email
    ),
    'waiting_for', (
      select coalesce(jsonb_agg(
        to_jsonb(wait) - '{appointment_type_id,link_version}'::text[] || jsonb_build_object('type', type.name, 'teacher', teacher.name)
        order by wait.created_at, wait.id
      ), '[]')
      from app.waits wait
      join app.appointment_types type on type.id = wait.appointment_type_id
      join app.teachers teacher on teacher.id = type.teacher_id
      where wait.email = v_booker.email
    ),
    'mails', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'kind', mail.kind, 'booking_id', mail.booking_id, 'planned_at', mail.planned_at, 'sent_at', mail.sent_at,
        'failed_at', mail.failed_at, 'error', mail.error
      ) order by mail.planned_at, mail.id), '[]')
      from app.mails mail where mail.addressee in (
        md5(v_booker.email)::uuid, md5('teacher ' || v_booker.email)::uuid, md5('reminders ' || v_booker.email)::uuid
      )
    ),
    -- Null: it gets all there are.
    'mail_wish', (
      select to_jsonb(wish) - 'addressee' from app.mail_wishes wish where wish.addressee = md5(v_booker.email)::uuid
    ),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.booker_id = v_booker.id)
  );
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
