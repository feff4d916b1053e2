-- Waking hours: when an answer can be expected of somebody, and when what can wait, waits. From 8 h to 21 h in Paris, every day.
-- An answer is due after 24 such hours: asked at 10 h, by 21 h the next day; asked at 22 h, by 19 h the day after next.
-- The clock stands still at night, so no answer is ever due then, whatever the clocks on the wall do.

create function private.wakes_at(day date) returns timestamptz
language sql stable strict parallel safe set search_path = ''
as $$ select (day + time '08:00') at time zone private.zone() $$;

create function private.rests_at(day date) returns timestamptz
language sql stable strict parallel safe set search_path = ''
as $$ select (day + time '21:00') at time zone private.zone() $$;

-- Whether what can wait, waits at this instant.
create function private.is_quiet(instant timestamptz) returns boolean
language sql stable strict parallel safe set search_path = ''
as $$
  select instant < private.wakes_at(private.day_of(instant)) or instant >= private.rests_at(private.day_of(instant))
$$;

-- The instant at which `hours` of waking hours, at least one minute, have gone by.
create function private.after_waking(since timestamptz, hours interval) returns timestamptz
language plpgsql stable strict parallel safe set search_path = ''
as $$
declare
  v_day date := private.day_of(since);
  v_left interval := hours;
  v_from timestamptz;
begin
  loop
    v_from := greatest(since, private.wakes_at(v_day));
    if v_from + v_left <= private.rests_at(v_day) then
      return v_from + v_left;
    end if;
    v_left := v_left - greatest(private.rests_at(v_day) - v_from, interval '0');
    v_day := v_day + 1;
  end loop;
end;
$$;

-- The instant itself in waking hours, 21 h included; in the night, the evening before it.
create function private.evening_before(instant timestamptz) returns timestamptz
language sql stable strict parallel safe set search_path = ''
as $$
  select case
    when instant < private.wakes_at(private.day_of(instant)) then private.rests_at(private.day_of(instant) - 1)
    else least(instant, private.rests_at(private.day_of(instant)))
  end
$$;

-- Until when a request made at `asked` is answered: within 24 waking hours, and before its period begins when that leaves three of
-- them; for sooner than that, until it ends.
create function private.respond_by(asked timestamptz, period tstzrange) returns timestamptz
language sql stable strict parallel safe set search_path = ''
as $$
  select least(private.after_waking(asked, interval '24 hours'), case
    when private.evening_before(lower(period)) >= private.after_waking(asked, interval '3 hours') then private.evening_before(lower(period))
    when private.evening_before(upper(period)) > asked + interval '1 hour' then private.evening_before(upper(period))
    else upper(period)
  end)
$$;
