-- What somebody said to a type's questions, as {id: answer}, beside what was asked: [{label, answer}], so that it can be
-- read whatever is asked later. INVAL for an answer to what was not asked, of another shape, or missing where one is required.
create function app.answers_to(p_questions jsonb, p_answers jsonb) returns jsonb
language plpgsql immutable
as $$
begin
  -- As almost everywhere.
  if p_questions = '[]' and p_answers = '{}' then
    return '[]';
  elsif jsonb_typeof(p_answers) <> 'object' or exists (
    select from jsonb_object_keys(p_answers) as given (id)
    where not p_questions @> jsonb_build_array(jsonb_build_object('id', given.id))
  ) then
    perform app.refuse('INVAL', 'an answer to what was not asked');
  end if;
  if exists (
    select
    from jsonb_array_elements(p_questions) as question
    cross join lateral (
      select p_answers -> (question ->> 'id') as value, p_answers ->> (question ->> 'id') as text, question ->> 'kind' as kind
    ) as answer
    where case
      when answer.value is null or answer.text ~ '^\s*$' or answer.value = 'false' then (question ->> 'required')::boolean
      when answer.kind = 'check' then answer.value <> 'true'
      when jsonb_typeof(answer.value) <> 'string' then true
      when answer.kind = 'choice' then not question -> 'choices' @> answer.value
      else length(answer.text) > case answer.kind when 'long' then 4000 else 500 end
    end
  ) then
    perform app.refuse('INVAL', 'an answer is missing or of another shape');
  end if;
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('label', question -> 'label', 'answer', p_answers -> (question ->> 'id')) order by place
    ), '[]')
    from jsonb_array_elements(p_questions) with ordinality as asked (question, place)
    where p_answers ? (question ->> 'id')
  );
end
$$;
