-- Whether these are questions that can be asked: at most ten, each with its own id, a label and a kind; a choice has two to
-- twenty choices.
create function app.are_questions(p_questions jsonb) returns boolean
language sql immutable parallel safe
return jsonb_typeof(p_questions) = 'array' and jsonb_array_length(p_questions) <= 10 and not jsonb_path_exists(p_questions, '$[*] ? (
  !(@.id.type() == "string" && @.id like_regex "^[a-z0-9-]{1,40}$") ||
  !(@.label.type() == "string" && @.label like_regex "^.{1,200}$" flag "s") ||
  !(@.kind == "text" || @.kind == "long" || @.kind == "choice" || @.kind == "check") ||
  !(@.required.type() == "boolean") ||
  (@.kind == "choice" && !(@.choices.type() == "array" && @.choices.size() >= 2 && @.choices.size() <= 20))
)') and jsonb_array_length(p_questions) = (
  select count(distinct question ->> 'id') from jsonb_array_elements(p_questions) as question
);
