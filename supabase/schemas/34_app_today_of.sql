-- The day that it is on a teacher's calendar.
create function app.today_of(p_teacher app.teachers) returns date
language sql stable
return (now() at time zone (p_teacher).time_zone)::date;
