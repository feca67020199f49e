-- Whether a migration was applied, by the history that Supabase's command line keeps.
create function api.has_migration(p_version text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  if to_regclass('supabase_migrations.schema_migrations') is null then
    return false;
  end if;
  return exists (select from supabase_migrations.schema_migrations where version = has_migration.p_version);
end
$$;
