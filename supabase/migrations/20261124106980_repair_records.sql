-- Repair records: what was repaired, as the Open Repair Data Standard has it: ours, and those of before that a community brings along.
-- The promises kept here: a record brought twice is there once; what has neither plug nor battery is no record; nobody is named.

-- Records of past sessions, of a community. Not published again in our name: they stay those of whoever made them.
create table private.repair_records (
  id                       uuid primary key default gen_random_uuid(),
  community_id             uuid not null references public.communities (id) on delete cascade,
  data_provider            text not null constraint repair_records_provider_length check (char_length(data_provider) between 1 and 100),
  record_id                text not null constraint repair_records_id_length check (char_length(record_id) between 1 and 110),
  country                  text not null constraint repair_records_country_plain check (country ~ '^[A-Z]{3}$'),
  partner_product_category text not null default '' constraint repair_records_name_too_long check (char_length(partner_product_category) <= 200),
  product_category_id      smallint not null references public.product_categories (id)
                           constraint repair_records_powered check (product_category_id < 100),
  brand                    text not null default '' constraint repair_records_brand_too_long check (char_length(brand) <= 100),
  year_of_manufacture      smallint constraint repair_records_year_bounded check (year_of_manufacture between 1850 and 2100),
  product_age              numeric(5, 1) constraint repair_records_age_bounded check (product_age between 0 and 200),
  repair_status            smallint not null constraint repair_records_status_known check (repair_status between 0 and 3),
  repair_barrier           smallint constraint repair_records_barrier_known check (repair_barrier between 1 and 6),
  group_identifier         text not null default '' constraint repair_records_group_too_long check (char_length(group_identifier) <= 100),
  event_date               date not null constraint repair_records_date_likely check (event_date between '2009-01-01' and '2100-01-01'),
  problem                  text not null default '' constraint repair_records_problem_too_long check (char_length(problem) <= 4000),
  imported_by              uuid references public.people (id) on delete set null,
  imported_at              timestamptz not null default now(),
  constraint repair_records_once unique (data_provider, record_id),
  constraint repair_records_barrier_ends_life check (repair_barrier is null or repair_status = 3)
);
create index repair_records_community_id_idx on private.repair_records (community_id, event_date);
create index repair_records_product_category_id_idx on private.repair_records (product_category_id);
create index repair_records_imported_by_idx on private.repair_records (imported_by);
alter table private.repair_records enable row level security;
revoke all on private.repair_records from public, anon, authenticated;

-- Brings up to 500 records of before to a community that the caller runs: `[{record_id, data_provider, country, …}]`. Answers one row
-- per line, in their order: `new`, `changed`, `same` or `refused` and the token why. With `rehearse` it writes nothing. Safe to repeat.
-- Refuses `sign_in_first`, `not_allowed`, `invalid_value`, `too_long` (more than 500).
create function public.import_repair_records(community_id uuid, lines jsonb, rehearse boolean default false)
returns table (line integer, outcome text, why text)
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_line jsonb;
  v_there private.repair_records;
  v_new private.repair_records;
  v_broken text;
begin
  if import_repair_records.community_id is null or import_repair_records.community_id <> all (private.communities_i_run()) then
    perform private.refuse('not_allowed');
  elsif lines is null or jsonb_typeof(lines) <> 'array' then
    perform private.refuse('invalid_value');
  elsif jsonb_array_length(lines) > 500 then
    perform private.refuse('too_long');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('import_repair_records', 0));

  for line, v_line in select n, l from jsonb_array_elements(lines) with ordinality as e (l, n) order by n loop
    outcome := 'refused';
    why := null;
    begin
      if jsonb_typeof(v_line) <> 'object' or v_line ?| array['id', 'community_id', 'imported_by', 'imported_at'] then
        perform private.refuse('invalid_value');
      elsif (select count(*) from private.repair_records r where r.community_id = import_repair_records.community_id) >= 100000 then
        perform private.refuse('quota_reached');
      end if;
      v_new := jsonb_populate_record(null::private.repair_records, '{"partner_product_category": "", "brand": "", "group_identifier": "", "problem": ""}' || v_line);
      v_new.problem := private.mask_contacts(private.clean_text(v_new.problem));
      v_new.partner_product_category := private.mask_contacts(private.clean_text(v_new.partner_product_category));
      v_new.brand := private.clean_text(v_new.brand);
      v_new.community_id := import_repair_records.community_id;
      v_new.imported_by := v_me;
      v_new.imported_at := now();
      select * into v_there from private.repair_records r
      where r.data_provider = v_new.data_provider and r.record_id = v_new.record_id for update;
      if not found then
        v_new.id := gen_random_uuid();
        insert into private.repair_records select v_new.*;
        outcome := 'new';
      elsif v_there.community_id <> v_new.community_id then
        perform private.refuse('not_allowed'); -- another community's: theirs to change
      else
        v_new.id := v_there.id;
        if to_jsonb(v_there) - array['imported_by', 'imported_at'] = to_jsonb(v_new) - array['imported_by', 'imported_at'] then
          outcome := 'same';
        else
          delete from private.repair_records r where r.id = v_there.id;
          insert into private.repair_records select v_new.*;
          outcome := 'changed';
        end if;
      end if;
      if rehearse then
        raise exception using errcode = 'RH000'; -- takes back what the line did; what it would have answered stays
      end if;
    exception
      when sqlstate 'RH000' then
        null;
      when raise_exception then
        outcome := 'refused';
        why := sqlerrm;
      when data_exception or check_violation or not_null_violation or foreign_key_violation then
        get stacked diagnostics v_broken = constraint_name;
        outcome := 'refused';
        why := case when v_broken like '%\_too\_long' then 'too_long' else 'invalid_value' end;
    end;
    return next;
  end loop;
end;
$$;
grant execute on function public.import_repair_records(uuid, jsonb, boolean) to authenticated;

-- What was repaired at our sessions, as the standard has it, by id after `after`, a thousand at the most: of one event, of one community,
-- or of all that the caller may know of. Things with a plug or a battery, brought by somebody who came, whose end was noted.
create function public.repair_records(
  event_id uuid default null, community_id uuid default null, after uuid default null, page_size integer default 1000
)
returns table (
  id uuid, partner_product_category text, product_category_id smallint, brand text, year_of_manufacture smallint, product_age integer,
  repair_status smallint, repair_barrier smallint, group_identifier text, event_date date, problem text
)
language sql stable security definer set search_path = ''
as $$
  select i.id, private.mask_contacts(i.partner_product_category), i.product_category_id, i.brand,
    case when i.year_of_manufacture <= extract(year from d.day) then i.year_of_manufacture end,
    case when i.year_of_manufacture <= extract(year from d.day) then (extract(year from d.day) - i.year_of_manufacture)::integer end,
    i.repair_status, i.repair_barrier, coalesce(c.slug, e.slug), d.day, private.mask_contacts(i.problem)
  from public.events e
  cross join lateral private.things_that_count(e.id) as i
  left join public.communities c on c.id = e.community_id
  cross join lateral (select private.day_of(e.starts_at) as day) as d
  where e.kind = 'repair_session' and i.repair_status is not null and i.product_category_id < 100
    and (repair_records.event_id is null or e.id = repair_records.event_id)
    and (repair_records.community_id is null or e.community_id = repair_records.community_id)
    and (repair_records.after is null or i.id > repair_records.after)
    and private.event_visible_to(e.id, (select auth.uid()))
  order by i.id
  limit least(greatest(coalesce(page_size, 1000), 1), 1000)
$$;
comment on function public.repair_records is '@nullable year_of_manufacture, product_age, repair_barrier';
grant execute on function public.repair_records(uuid, uuid, uuid, integer) to anon, authenticated;
