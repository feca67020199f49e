-- By themselves, since a kind cannot be used in the transaction that adds it.
alter type app.mail_kind add value 'waiting';
alter type app.mail_kind add value 'offered';
