-- How long something is kept of which a person can be known, from its end on: the whole of what docs/privacy.md promises.
create function app.retention_of(p_kind text) returns interval
language sql immutable
return case p_kind
  -- Who booked, and what they answered.
  when 'booking' then interval '400 days'
  -- What a request was answered, to be answered again.
  when 'answer' then interval '30 days'
  when 'mail' then interval '90 days'
  -- One that nobody confirmed, and its request.
  when 'hold' then interval '7 days'
  -- Who was invited to an opening that is over.
  when 'invitation' then interval '90 days'
  -- Who waited for a time, from when they began to.
  when 'wait' then interval '90 days'
  -- An address that asked for its own page, from when it last did: longer than any device is let in by one link.
  when 'page' then interval '90 days'
  -- What the synthetic booker came to, which is of nobody.
  when 'round' then interval '7 days'
  -- Who changed what.
  when 'trail' then interval '3 years'
end;
