-- What is told of a request. By itself, since a value cannot be used in the transaction that adds it.
alter type app.mail_kind add value if not exists 'requested';
alter type app.mail_kind add value if not exists 'declined';
alter type app.mail_kind add value if not exists 'lapsed';
