-- By itself, since what is new in an enum cannot be used by the transaction that adds it.
alter type app.mail_kind add value 'mine';
