begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(24);

insert into public.communities (id, slug, name, kind, visibility) values
  (tests.id(901), 'reparer', 'Réparer', 'practice', 'listed'), (tests.id(902), 'entre-nous', 'Entre nous', 'organisation', 'private');
create function tests.figures(what text) returns text
language sql stable security definer as $$ select public.repair_figures() #>> string_to_array(what, ' ') $$;
create function tests.row_of(category integer) returns jsonb
language sql stable security definer as $$
  select r from jsonb_array_elements(public.repair_figures() -> 'rows') as r where r ->> 'category' = category::text
$$;
-- Counted anew, another way: what each thing became by its last step, of visits whose last one says that they came. Without the first
-- visit, whose things were written rather than done.
create function tests.recount() returns jsonb
language sql stable security definer as $$
  with lasting as (
    select distinct on (e.item_id) e.item_id, e.became
    from private.repair_events e
    order by e.item_id, e.id desc
  ), came as (
    select distinct on (e.visit_id) e.visit_id, e.state from private.visit_events e order by e.visit_id, e.id desc
  ), kept as (
    select (l.became ->> 'product_category_id')::integer as category, (l.became ->> 'repair_status')::integer as status
    from lasting l join public.repair_items i on i.id = l.item_id and i.visit_id <> tests.id(200) join came c on c.visit_id = i.visit_id and c.state in ('checked_in', 'left')
    where l.became ->> 'repair_status' is not null and not coalesce((l.became ->> 'mistaken')::boolean, false)
  )
  select coalesce(jsonb_object_agg(coalesce(category::text, '-'), jsonb_build_array(n, f, r, d)), '{}') from (
    select category, count(*) as n, count(*) filter (where status = 1) as f, count(*) filter (where status = 2) as r,
      count(*) filter (where status = 3) as d from kept group by category
  ) as counted
$$;
create function tests.shown() returns jsonb
language sql stable security definer as $$
  select coalesce(jsonb_object_agg(coalesce(r ->> 'category', '-'), jsonb_build_array(r -> 'things', r -> 'fixed', r -> 'repairable', r -> 'end_of_life')), '{}')
  from jsonb_array_elements(public.repair_figures() -> 'rows') as r
$$;
grant execute on all functions in schema tests to anon, authenticated;

select tests.act_as_visitor();
select is(tests.figures('rows'), '[]', 'nothing was repaired yet');
select is(tests.figures('people'), null, 'nobody came');
select is(tests.figures('spared value') || ' ' || tests.figures('spared assumption'), '0.5 false', 'what repairing spares, and whether that is known');
select isnt(tests.figures('spared source'), '', 'by whom');

-- Kettles (14): one factor. Coffee makers (36): several, so a range.
select tests.walk_in('eli', 200, 100, 'Jo', tests.thing(300, 14) || tests.thing(301, 36) || tests.thing(302, 101) || tests.thing(303, 18));
select tests.act_as_nobody();
update public.repair_items set state = 'done', repair_status = 1, done_at = now() where visit_id = tests.id(200);
select tests.act_as_visitor();
select is(tests.row_of(14) - 'factors' - 'label_fr' - 'label_en',
  '{"category": 14, "powered": true, "things": 1, "fixed": 1, "repairable": 0, "end_of_life": 0, "grams_low": 1250, "grams_high": 1250, "co2e_low": 4955.0, "co2e_high": 4955.0}'::jsonb,
  'a kettle weighs what its factor says, and half of making one is spared');
select is((tests.row_of(36) ->> 'grams_low') || ' ' || (tests.row_of(36) ->> 'grams_high'), '1280 4500', 'between the lightest and the heaviest');
select is((tests.row_of(36) ->> 'co2e_low')::numeric || ' ' || (tests.row_of(36) ->> 'co2e_high')::numeric, '11225.0 23810.0', 'between the least and the most');
select is(jsonb_array_length(tests.row_of(36) -> 'factors'), 3, 'and the factors can be looked at');
select ok(bool_and(f ->> 'weight_source' <> '' and f ->> 'co2e_source' <> '' and f ->> 'version' = '2026-11-23'), 'each with its source and version') from jsonb_array_elements(tests.row_of(36) -> 'factors') as f;
select is(tests.row_of(101) ->> 'powered', 'false', 'what has neither plug nor battery counts here');
select is((tests.row_of(18) ->> 'grams_low') || coalesce(tests.row_of(18) ->> 'co2e_low', ''), null, 'what no factor knows is counted, not weighed');
select tests.act_as_nobody();
update public.repair_items set weight_grams = 900 where id in (tests.id(303), tests.id(301));
select tests.act_as_visitor();
select is(tests.row_of(18) ->> 'grams_low', '900', 'what was weighed weighs that');
select is((tests.row_of(36) ->> 'grams_low') || ' ' || (tests.row_of(36) ->> 'grams_high'), '900 900', 'whatever its factors say');

-- People
select tests.walk_in('eli', 200 + n, 100, 'Al', '[]') from generate_series(1, 3) as n;
select tests.act_as_visitor();
select is(tests.figures('people'), null, 'four people are too few to be counted');
select tests.walk_in('eli', 204, 100, 'Bé', '[]');
select tests.act_as_visitor();
select is(tests.figures('people') || ' ' || tests.figures('sessions'), '5 1', 'five are counted');

-- Whatever is done, undone, cancelled: the figures are those of the rows
select tests.walk_in('eli', 2100 + n, 100, 'Di', tests.thing(4000 + 2 * n, 14) || tests.thing(4001 + 2 * n, 36)) from generate_series(0, 7) as n;
select tests.act_as_nobody();
update public.repair_items set mistaken = true where visit_id = tests.id(200);
create function tests.at_random(seed double precision) returns text
language plpgsql volatile as $$
declare
  v_differ integer := 0;
  v_done integer := 0;
  v_undone integer := 0;
  v_what text;
begin
  perform setseed(seed);
  for n in 1..150 loop
    v_what := (array['claim', 'done', 'undo', 'discard', 'release', 'return', 'leave', 'undo_visit'])[1 + floor(random() * 8)];
    begin
      if v_what = 'leave' then
        perform tests.visit_step('eli', 2100 + floor(random() * 8)::integer, 'leave', 5000 + n);
      elsif v_what = 'undo_visit' then
        perform tests.visit_step('eli', 2100 + floor(random() * 8)::integer, 'undo', 5000 + n);
      else
        perform tests.repair_step('bo', 4000 + floor(random() * 16)::integer, v_what, 5000 + n,
          case v_what when 'done' then jsonb_build_object('repair_status', floor(random() * 4)::integer) else '{}' end);
      end if;
      v_done := v_done + (v_what = 'done')::integer;
      v_undone := v_undone + (v_what like 'undo%')::integer;
    exception
      when raise_exception then
        null; -- not possible now
    end;
    perform tests.act_as_nobody();
    v_differ := v_differ + (tests.recount() <> tests.shown())::integer;
  end loop;
  return format('%s differ, done %s, undone %s', v_differ, v_done > 3, v_undone > 3);
end;
$$;
select is(tests.at_random(0.31), '0 differ, done t, undone t', 'whatever happens, the figures are those of the rows');
select tests.act_as_nobody();

-- Past records
insert into private.repair_records (community_id, data_provider, record_id, country, product_category_id, repair_status, event_date) values
  (tests.id(901), 'Essai', 'a', 'FRA', 31, 1, '2020-01-01'), (tests.id(901), 'Essai', 'b', 'BEL', 31, 1, '2020-01-01'), (tests.id(902), 'Essai', 'c', 'FRA', 31, 1, '2020-01-01');
select tests.act_as_visitor();
select is(tests.row_of(31) ->> 'things', '1', 'past records of the territory count, those of elsewhere and of private communities do not');
select is(public.repair_figures(tests.id(901)) #>> '{rows,0,things}' || jsonb_array_length(public.repair_figures(tests.id(901)) -> 'rows'), '11', 'one community has its own');
select is(public.repair_figures(tests.id(902)) -> 'rows', '[]', 'a private one has none to show');
select tests.act_as_nobody();
update public.events set published_at = null, state = 'draft' where id = tests.id(100);
select tests.act_as_visitor();
select is(tests.figures('people'), null, 'what was never announced counts nowhere');

-- What figures are made of
select tests.act_as_nobody();
select throws_ok($$ insert into private.impact_factors select (f).* from (select jsonb_populate_record(f, '{"factor_id": "autre", "product_category_id": 77}') as f from private.impact_factors f limit 1) as x (f) $$, '23503', null, 'a factor is of a category that there is');
select throws_ok($$ update private.impact_factors set weight_grams = 0 $$, '23514', null, 'everything weighs something');
select throws_ok($$ update private.impact_factors set co2e_source = '' $$, '23514', null, 'no number without a source');
select throws_ok($$ update private.impact_parameters set value = 2 $$, '23514', null, 'nothing spares more than itself');

select * from finish();
rollback;
