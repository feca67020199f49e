-- By itself: what is added to an enum cannot be used before that is committed.
alter type app.mail_kind add value 'reminder';
alter type app.mail_kind add value 'follow_up';
