-- What somebody said to a type's questions, as {id: answer}, beside what was asked: [{label, answer}], so that it can be
-- read whatever is asked later. INVAL, with what to mend, for an answer to what was not asked, of another shape, or missing
-- where one is required.
create function app.answers_to(p_questions jsonb, p_answers jsonb) returns jsonb
language plpgsql immutable
as $$
declare
  v_faults jsonb;
begin
  -- As almost everywhere.
  if p_questions = '[]' and p_answers = '{}' then
    return '[]';
  elsif jsonb_typeof(p_answers) <> 'object' then
    perform app.refuse('INVAL', 'answers of another shape');
  end if;
  select jsonb_object_agg('answers.' || fault.id, fault.what) into v_faults
  from (
    select given.id, 'This is not asked any more.' as what
    from jsonb_object_keys(p_answers) as given (id)
    where not p_questions @> jsonb_build_array(jsonb_build_object('id', given.id))
    union all
    select question ->> 'id', case
      when answer.value is null or answer.text ~ '^\s*$' or answer.value = 'false' then
        case when (question ->> 'required')::boolean then case answer.kind when 'check' then 'Please tick this.' else 'Please answer this.' end end
      when answer.kind = 'check' then case when answer.value <> 'true' then 'Tick this or leave it.' end
      when jsonb_typeof(answer.value) <> 'string' then 'Answer this in words.'
      when answer.kind = 'choice' then case when not question -> 'choices' @> answer.value then 'Please choose one of these.' end
      when answer.kind = 'long' then case when length(answer.text) > 4000 then 'An answer has at most 4,000 characters.' end
      when length(answer.text) > 500 then 'An answer has at most 500 characters.'
    end
    from jsonb_array_elements(p_questions) as question
    cross join lateral (
      select p_answers -> (question ->> 'id') as value, p_answers ->> (question ->> 'id') as text, question ->> 'kind' as kind
    ) as answer
  ) as fault
  where fault.what is not null;
  if v_faults is not null then
    perform app.refuse_fields('an answer is missing, of another shape, or to what was not asked', v_faults);
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
