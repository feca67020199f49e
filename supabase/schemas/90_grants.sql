-- The whole of what anyone may do. Neither schema is exposed through the Data API, and should one ever be,
-- row level security without a policy shows nothing.
alter table app.schools enable row level security;
alter table app.teachers enable row level security;
alter table app.appointment_types enable row level security;
alter table app.schedules enable row level security;
alter table app.weekly_hours enable row level security;
alter table app.overrides enable row level security;
alter table app.holidays enable row level security;
alter table app.busy_feeds enable row level security;
alter table app.busy_times enable row level security;
alter table app.teams enable row level security;
alter table app.team_members enable row level security;
alter table app.appointments enable row level security;
alter table app.bookings enable row level security;
alter table app.requests enable row level security;
alter table app.mails enable row level security;
alter table app.mail_wishes enable row level security;
alter table app.tokens enable row level security;
alter table app.hooks enable row level security;
alter table app.hook_deliveries enable row level security;
alter table app.staff enable row level security;
alter table app.openings enable row level security;
alter table app.opening_groups enable row level security;
alter table app.opening_paces enable row level security;
alter table app.opening_events enable row level security;
alter table app.invitations enable row level security;
alter table app.tickets enable row level security;
alter table app.bookers enable row level security;
alter table app.shared_calendars enable row level security;
alter table app.audit enable row level security;
alter table app.waits enable row level security;
alter table app.synthetic_rounds enable row level security;
alter table app.operators enable row level security;
alter table app.watch_minutes enable row level security;
alter table app.watch_alerts enable row level security;

revoke all on schema app, api from public;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;

grant usage on schema api to firstbell_server;
grant execute on all functions in schema api to firstbell_server;
