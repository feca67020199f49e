/** The roles and the schema that a hosted Supabase project has before its first migration. Harmless where they are there. */
export const likeHosted = `
do $$ declare
  v_role text;
  -- Nobody else may give it, and nothing of ours needs it.
  v_may boolean := (select rolsuper from pg_roles where rolname = current_user);
begin
  foreach v_role in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = v_role) then
      execute format('create role %I nologin noinherit %s', v_role, case when v_role = 'service_role' and v_may then 'bypassrls' else '' end);
      execute format('alter default privileges in schema public grant all on tables to %I', v_role);
      execute format('alter default privileges in schema public grant all on functions to %I', v_role);
      execute format('alter default privileges in schema public grant all on sequences to %I', v_role);
      execute format('grant usage on schema public to %I', v_role);
    end if;
  end loop;
end $$;
create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
-- Whoever administers, whatever they are called.
alter role current_user set search_path = "$user", public, extensions;
`;
