begin;
\ir support/actors.psql
select plan(16);

-- What every chapter promises, asked of the catalogue itself.
create view tests.our_tables as
  select n.nspname || '.' || c.relname as name, c.oid, c.relname, c.relrowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'p');
create view tests.our_functions as
  select p.oid, p.oid::regprocedure::text as name, n.nspname, p.prosrc, p.proconfig, p.prosecdef, p.proacl
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private');
create view tests.our_policies as
  select format('%s on %s.%s', policyname, schemaname, tablename) as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as says, p.*
  from pg_policies p where schemaname in ('public', 'private', 'storage', 'realtime');

select is_empty('select name from tests.our_tables where not relrowsecurity', 'row level security is on for every table');
select is_empty(
  $$ select name from tests.our_policies where says ~ 'auth\.(uid|jwt|role)\(\)'
     and says ~ '(?<!SELECT )auth\.(uid|jwt|role)\(\)' $$,
  'no policy asks who is there once per row'
);
select is_empty(
  $$ select name from tests.our_policies where says ~ '(?<!SELECT )private\.(my_|hidden_|communities_i_)\w*\(\)' $$,
  'no policy calls a list of the caller once per row'
);
select is_empty(
  $$ select name from tests.our_policies where cmd = 'ALL' or roles && '{public}' or permissive <> 'PERMISSIVE' $$,
  'every policy names its command and its roles'
);
select is_empty(
  $$ select schemaname, tablename, cmd, role from tests.our_policies, unnest(roles) as role
     where schemaname in ('public', 'private') group by 1, 2, 3, 4 having count(*) > 1 $$,
  'there is one policy per command and role'
);
select is_empty(
  $$ select name from tests.our_functions where proconfig is null or not 'search_path=""' = any (proconfig) $$,
  'every function pins its search path'
);
select is_empty(
  $$ select f.name from tests.our_functions f
     where f.proacl is null or exists (select from aclexplode(f.proacl) a where a.grantee = 0) $$,
  'no function is executable by everyone'
);
select is_empty(
  $$ select f.name from tests.our_functions f where f.nspname = 'public' and has_function_privilege('anon', f.oid, 'execute')
     and f.name !~ '^(search_listings|next_free_days|listing_calendar|next_free_periods|pending_requests|gift_draw|gift_interest|report_content|report_place_state|search_places|calendar_feed|unsubscribe|visit_called|visit_places|session_arrivals|session_figures|repair_records|repair_figures)\(' $$,
  'a visitor calls what is listed here and nothing else'
);
select is_empty(
  $$ select t.name, c.conname from pg_constraint c join tests.our_tables t on t.oid = c.conrelid
     where c.contype = 'f' and not exists (
       select from pg_index i where i.indrelid = c.conrelid
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey and i.indpred is null
     ) $$,
  'every foreign key is indexed'
);
select is_empty(
  $$ select t.name, role from tests.our_tables t, unnest(array['anon', 'authenticated']) as role
     where t.name like 'private.%' and has_any_column_privilege(role, t.oid, 'select, insert, update, references') $$,
  'nothing private is granted to anyone'
);
select is_empty(
  $$ select t.name, role from tests.our_tables t, unnest(array['anon', 'authenticated', 'service_role']) as role
     where has_table_privilege(role, t.oid, 'truncate, references, trigger') $$,
  'nobody may truncate, reference or hang triggers on a table'
);
select is_empty(
  $$ select t.name, role from tests.our_tables t, unnest(array['anon', 'authenticated']) as role
     where has_table_privilege(role, t.oid, 'insert, update') $$,
  'writing is granted by column, never by table'
);
select is_empty(
  $$ select name from tests.our_tables t where t.name like 'public.%' and not exists (
       select from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname) and exists (
       select from unnest(array['anon', 'authenticated']) as role where has_any_column_privilege(role, t.oid, 'select')) $$,
  'a table that is granted has a policy'
);
select is_empty(
  $$ select t.name, a.attname from tests.our_tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
     join pg_type y on y.oid = a.atttypid
     where y.typname = 'text' and has_column_privilege('authenticated', t.oid, a.attnum, 'insert, update')
       and not exists (select from pg_constraint c where c.conrelid = t.oid and a.attnum = any (c.conkey)
         and (c.contype = 'f' or pg_get_constraintdef(c.oid) ~ 'char_length|~ | = ANY|split_part')) $$,
  'every text a resident writes is bounded'
);
select is_empty(
  $$ select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'private') and c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false) $$,
  'views look with the eyes of who asks'
);
select is(has_schema_privilege('anon', 'public', 'create') or has_schema_privilege('authenticated', 'private', 'create'), false,
  'residents create nothing');

select * from finish();
rollback;
