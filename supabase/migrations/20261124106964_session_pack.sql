-- Session pack: all that a device needs to run a repair session without network, in one document; a visitor's own page; the figures.

-- Things of a session that count: brought by somebody who came, and not entered by mistake. What records and figures are made of.
create function private.things_that_count(event uuid) returns setof public.repair_items
language sql stable set search_path = ''
as $$
  select i.* from public.repair_items i join public.visits v on v.id = i.visit_id
  where i.event_id = event and v.state in ('checked_in', 'left') and not i.mistaken
$$;

-- The queue of a session: whoever goes first first. By what was put first, then by number; only people in the hall are in it.
create function private.queue_of(event uuid) returns table (item_id uuid, visit_id uuid, skill text, usual_minutes integer, place integer)
language sql stable set search_path = ''
as $$
  select i.id, i.visit_id, c.skill, coalesce(c.usual_minutes, 20)::integer,
    (row_number() over (order by i.priority desc, v.ticket, i.position, i.id))::integer
  from public.repair_items i
  join public.visits v on v.id = i.visit_id
  left join public.product_categories c on c.id = i.product_category_id
  where i.event_id = event and i.state = 'queued' and v.state = 'checked_in'
$$;

-- The session as those who help it see it: `event`, `helpers` (first name, roles, skills), `visits` (first name alone: no address, no
-- telephone, no e-mail; null of somebody who blocked the caller or was blocked), `items`, `queue` (ids in order), `blocks` of numbers the
-- caller reserved, `tables`, `categories`. Instants are ISO 8601 in UTC. Refuses `sign_in_first`, `not_allowed` (also: no repair session).
create function public.session_pack(event_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_event uuid := session_pack.event_id;
  v_hidden uuid[] := private.hidden_from_me();
begin
  if not private.is_volunteer(v_event) or not exists (select from public.events e where e.id = v_event and e.kind = 'repair_session') then
    perform private.refuse('not_allowed');
  end if;
  return jsonb_build_object(
    'made_at', now(),
    'me', v_me,
    'event', (
      select jsonb_build_object(
        'id', e.id, 'slug', e.slug, 'title', e.title, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'state', e.state, 'capacity', e.capacity,
        'place_id', e.place_id, 'place', coalesce(p.name, e.address)
      ) from public.events e left join public.places p on p.id = e.place_id where e.id = v_event
    ),
    'helpers', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', p.id, 'name', private.first_name(p.display_name), 'roles', coalesce(h.roles, '{}'), 'skills', coalesce(h.skills, '{}')
      ) order by p.display_name, p.id)
      from private.helpers_of(v_event) as who
      join public.people p on p.id = who and p.left_at is null
      left join (
        select s.person_id, array_agg(distinct f.role order by f.role) as roles,
          array_agg(distinct f.skill order by f.skill) filter (where f.skill is not null) as skills
        from public.shift_signups s join public.shifts f on f.id = s.shift_id where f.event_id = v_event and s.state = 'taken' group by s.person_id
      ) as h on h.person_id = who
      where who = v_me or who <> all (v_hidden)
    ), '[]'),
    'visits', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', v.id, 'walk_in', v.walk_in, 'state', v.state, 'ticket', v.ticket, 'arrival_at', v.arrival_at, 'checked_in_at', v.checked_in_at,
        'name', case when v.walk_in then v.walk_in_name when v.person_id <> all (v_hidden) then private.first_name(p.display_name) end,
        'page', t.token
      ) order by v.asked_at, v.id)
      from public.visits v left join public.people p on p.id = v.person_id left join private.visit_pages t on t.visit_id = v.id
      where v.event_id = v_event
    ), '[]'),
    'items', coalesce((
      select jsonb_agg(
        to_jsonb(i) - array['event_id', 'continues_id', 'listing_id', 'goes_to_listing_id', 'changed_at'] || jsonb_build_object('before', private.found_before(i))
        order by i.visit_id, i.position, i.id
      )
      from public.repair_items i where i.event_id = v_event and not i.mistaken
    ), '[]'),
    'queue', coalesce((select jsonb_agg(q.item_id order by q.place) from private.queue_of(v_event) q), '[]'),
    'blocks', coalesce((
      select jsonb_agg(jsonb_build_object('id', b.id, 'from', b.from_ticket, 'until', b.until_ticket) order by b.from_ticket)
      from private.ticket_blocks b where b.event_id = v_event and b.person_id = v_me
    ), '[]'),
    'tables', coalesce((
      select jsonb_agg(distinct i.at_table order by i.at_table) from public.repair_items i where i.event_id = v_event and i.at_table <> ''
    ), '[]'),
    'categories', (select jsonb_agg(to_jsonb(c) order by c.id) from public.product_categories c)
  );
end;
$$;

-- What a hall calls somebody by.
create function private.first_name(display_name text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$ select split_part(display_name, ' ', 1) $$;

-- Where a visit stands, for whoever holds its ticket and needs no account: its number, `state` (booked, waitlisted, queued, called, done,
-- left, no_show, cancelled), how many things go before its first, and in how many minutes it is likely to be its turn, to the nearest
-- five: the usual time of what goes before and needs the same hands, shared among them; and, when something goes to a next session, what
-- that is called, when and where it is. Nothing for a token that leads nowhere.
create function public.visit_called(token text) returns table (
  ticket integer, state text, before integer, minutes integer, next_title text, next_at timestamptz, next_place text
)
language sql stable security definer rows 1 set search_path = ''
as $$
  with visit as (
    select v.* from private.visit_pages p join public.visits v on v.id = p.visit_id where p.token = visit_called.token
  ), mine as (
    select q.* from visit v, private.queue_of(v.event_id) q where q.visit_id = v.id order by q.place limit 1
  ), ahead as (
    select q.* from visit v, private.queue_of(v.event_id) q, mine m
    where q.place < m.place and (q.skill is null or m.skill is null or q.skill = m.skill)
  ), on_tables as (
    select greatest(5, coalesce(c.usual_minutes, 20) - extract(epoch from now() - i.claimed_at) / 60) as minutes_left
    from visit v join public.repair_items i on i.event_id = v.event_id and i.state = 'claimed'
    left join public.product_categories c on c.id = i.product_category_id, mine m
    where c.skill is null or m.skill is null or c.skill = m.skill
  ), hands as (
    select greatest(1, count(*)) as able from (
      select s.person_id from visit v join public.shifts f on f.event_id = v.event_id
      join public.shift_signups s on s.shift_id = f.id and s.state = 'taken', mine m
      where f.role = 'repair' and (f.skill is null or m.skill is null or f.skill = m.skill)
      union
      select i.claimed_by from visit v join public.repair_items i on i.event_id = v.event_id and i.state = 'claimed'
      left join public.product_categories c on c.id = i.product_category_id, mine m
      where c.skill is null or m.skill is null or c.skill = m.skill
    ) as who
  )
  select v.ticket,
    case
      when v.state <> 'checked_in' then v.state::text
      when exists (select from public.repair_items i where i.visit_id = v.id and i.state = 'claimed') then 'called'
      when exists (select from mine) then 'queued'
      else 'done'
    end,
    case when exists (select from mine) then (select count(*) from ahead)::integer end,
    case when exists (select from mine) then (
      select greatest(5, 5 * round((
        coalesce((select sum(a.usual_minutes) from ahead a), 0) + coalesce((select sum(o.minutes_left) from on_tables o), 0)
      ) / h.able / 5))::integer from hands h
    ) end,
    n.title, n.starts_at, n.place
  from visit v
  left join lateral (
    select e.title, e.starts_at, nullif(concat_ws(', ', p.name, nullif(e.address, '')), '') as place
    from public.repair_items i join public.events e on e.id = i.goes_to_event_id left join public.places p on p.id = e.place_id
    where i.visit_id = v.id and not i.mistaken and e.state in ('published', 'live') and e.ends_at > now() and private.event_visible_to(e.id, v.person_id)
    order by e.starts_at, e.id limit 1
  ) as n on true
$$;
comment on function public.visit_called is '@nullable ticket, before, minutes, next_title, next_at, next_place';

-- What opens the caller's visit for whoever has no account, or is to look at it elsewhere. Null when it is neither theirs nor of a
-- session they help. Refuses `sign_in_first`.
create function public.visit_page(visit_id uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
begin
  return (
    select p.token from private.visit_pages p join public.visits v on v.id = p.visit_id
    where v.id = visit_page.visit_id and (v.person_id = v_me or private.is_volunteer(v.event_id))
  );
end;
$$;
comment on function public.visit_page is '@nullable';

-- What a session came to, for everybody who may know of it: people who came, things they brought, how they ended, the share fixed among
-- those whose end is known, and the grams of what was fixed: as weighed, or what one of its category weighs. Counted anew each time.
create function public.session_figures(event_id uuid)
returns table (
  people integer, things integer, powered integer, fixed integer, repairable integer, end_of_life integer, unknown integer,
  fixed_share numeric, fixed_grams bigint
)
language sql stable security definer rows 1 set search_path = ''
as $$
  select
    (select count(*) from public.visits v where v.event_id = e.id and v.state in ('checked_in', 'left'))::integer,
    t.things, t.powered, t.fixed, t.repairable, t.end_of_life, t.things - t.fixed - t.repairable - t.end_of_life,
    round(t.fixed::numeric / nullif(t.fixed + t.repairable + t.end_of_life, 0), 3), t.grams
  from public.events e, lateral (
    select count(*)::integer as things,
      (count(*) filter (where c.powered))::integer as powered,
      (count(*) filter (where i.repair_status = 1))::integer as fixed,
      (count(*) filter (where i.repair_status = 2))::integer as repairable,
      (count(*) filter (where i.repair_status = 3))::integer as end_of_life,
      coalesce(sum(coalesce(i.weight_grams, c.weight_grams)) filter (where i.repair_status = 1), 0)::bigint as grams
    from private.things_that_count(e.id) i left join public.product_categories c on c.id = i.product_category_id
  ) as t
  where e.id = session_figures.event_id and e.kind = 'repair_session'
    and (private.event_visible_to(e.id, (select auth.uid())) or private.is_volunteer(e.id))
$$;
comment on function public.session_figures is '@nullable fixed_share';

grant execute on function public.session_pack(uuid), public.visit_page(uuid) to authenticated;
grant execute on function public.visit_called(text), public.session_figures(uuid) to anon, authenticated;

-- Those who help and whoever booked hear of each change.
create function private.tell_about_visit() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(h, tg_table_name, new.id) from private.helpers_of(new.event_id) as h;
  if tg_table_name = 'visits' then
    perform private.tell_person(new.person_id, 'visits', new.id);
  else
    perform private.tell_person(v.person_id, 'visits', v.id) from public.visits v
    where v.id = new.visit_id and (tg_op = 'INSERT' or new.state is distinct from old.state);
  end if;
  return null;
end;
$$;
create trigger tell_about_visit after insert or update of state, arrival_at on public.visits
  for each row execute function private.tell_about_visit();
create trigger tell_about_repair after insert or update of changed_at on public.repair_items
  for each row execute function private.tell_about_visit();
