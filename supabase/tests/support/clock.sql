-- Sets the clocks of the territory: from here on it is `said` o'clock, today or the day that makes it so. Include after actors.psql.
create function tests.it_is(said time) returns void
language plpgsql volatile as $$
declare
  v_ahead integer := (extract(epoch from said)::integer / 60 - extract(epoch from (now() at time zone 'UTC')::time)::integer / 60 + 2160) % 1440 - 720;
begin
  execute format(
    'create or replace function private.zone() returns text language sql immutable parallel safe set search_path = '''' as $f$ select %L $f$',
    'TST' || case when v_ahead > 0 then '-' else '+' end || to_char(make_interval(mins => abs(v_ahead)), 'HH24:MI')
  );
  execute 'discard plans';
end;
$$;

-- The same on a day whose night changed the clocks at two o'clock, forward or back: `said`, after three, is what they show now.
create function tests.it_is_after_a_change(said time, forward boolean) returns void
language plpgsql volatile as $$
declare
  v_ahead interval := make_interval(
    mins => (extract(epoch from said)::integer / 60 - extract(epoch from (now() at time zone 'UTC')::time)::integer / 60 + 2160) % 1440 - 720
  );
  v_today integer := extract(doy from (now() at time zone 'UTC') + v_ahead)::integer - 1;
  v_zone text := format(
    'TST%sTSS%s,%s',
    tests.west(case when forward then v_ahead - interval '1 hour' else v_ahead end),
    tests.west(case when forward then v_ahead else v_ahead + interval '1 hour' end),
    case when forward then format('%s/2,%s/3', v_today, (v_today + 150) % 365) else format('%s/2,%s/3', (v_today + 215) % 365, v_today) end
  );
begin
  execute format(
    'create or replace function private.zone() returns text language sql immutable parallel safe set search_path = '''' as $f$ select %L $f$', v_zone
  );
  execute 'discard plans';
end;
$$;

-- How far west of Greenwich, as zones are written.
create function tests.west(ahead interval) returns text
language sql immutable as $$ select case when ahead > interval '0' then '-' else '+' end || to_char(greatest(ahead, -ahead), 'HH24:MI') $$;
