-- Two schemas: `app` holds tables and private functions, `api` the verbs the server may call.
create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pgcrypto with schema extensions;

create schema app;
create schema api;

-- The server's role owns nothing and can touch no table. An operator gives it a password and LOGIN.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'firstbell_server') then
    create role firstbell_server nologin noinherit;
  end if;
  -- Not even a temporary one: its types would come before pg_catalog's inside a function with an empty search_path.
  execute format('revoke temporary on database %I from public', current_database());
end
$$;
-- Timeouts live on the role, since SET leaks or vanishes through a transaction pooler.
alter role firstbell_server set timezone = 'UTC';
alter role firstbell_server set lock_timeout = '3s';
alter role firstbell_server set statement_timeout = '5s';
alter role firstbell_server set idle_in_transaction_session_timeout = '5s';
-- A plan is made once a connection, and the first bell may ring on empty tables: it must be the plan of full ones.
alter role firstbell_server set jit = off;
alter role firstbell_server set enable_seqscan = off;
alter role firstbell_server set plan_cache_mode = force_generic_plan;
