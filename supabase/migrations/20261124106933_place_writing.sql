-- Place writing: adding a place, correcting one, asking to keep it, and what its keepers alone say and know.
-- The promise kept here: a place changes by the hand of those who keep it, or tend the directory; whoever else knows better proposes.

-- What somebody would change of a place they do not keep.
create table public.place_proposals (
  id         uuid primary key, -- the act that made it
  place_id   uuid not null references public.places (id) on delete cascade,
  author_id  uuid not null references public.people (id) on delete cascade,
  changes    jsonb not null constraint place_proposals_changes_small check (jsonb_typeof(changes) = 'object' and octet_length(changes::text) <= 12000),
  state      text not null default 'open' constraint place_proposals_state_known check (state in ('open', 'taken_up', 'set_aside')),
  made_at    timestamptz not null default now(),
  settled_at timestamptz,
  was        jsonb, -- what the place said in its stead before it was taken up,
  became     jsonb, -- and since: taken back, it says again what it said
  constraint place_proposals_settled_when_over check ((state = 'open') = (settled_at is null)),
  constraint place_proposals_taken_up_whole check (num_nonnulls(was, became) = case state when 'taken_up' then 2 else 0 end)
);
create index place_proposals_place_id_idx on public.place_proposals (place_id, state);
create index place_proposals_author_id_idx on public.place_proposals (author_id);

-- What may be written of a place; whose it is, by its keepers alone.
create function private.place_columns() returns text[]
language sql immutable parallel safe set search_path = ''
as $$
  select array[
    'name', 'kind', 'about', 'address', 'lat', 'lon', 'commune_code', 'opening_hours', 'website', 'accepts', 'refuses', 'accepts_note',
    'access_notes', 'wheelchair', 'status', 'held_by'
  ]
$$;

-- Whether the caller decides about a place: they keep it, or tend the directory.
create function private.decides_about_place(place uuid) returns boolean
language sql stable set search_path = ''
as $$ select private.keeps_place(place) or private.tends_places() $$;

-- The same, asked by the page before it offers anything. Refuses `sign_in_first`.
create function public.decides_about_place(place_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$ select private.me() is not null and private.sees_place(private.me(), place_id) and private.decides_about_place(place_id) $$;

-- An address of its own for what is called `name`: its words, and a number when they are taken.
create function private.place_slug(name text) returns text
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_variable
declare
  v_words text := left(btrim(regexp_replace(private.plain(name), '[^a-z0-9]+', '-', 'g'), '-'), 80);
  v_slug text := case when char_length(v_words) < 2 then 'lieu' else v_words end;
  v_count integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('place_slug' || v_slug, 0));
  select count(*) into v_count from public.places p where p.slug = v_slug or p.slug ~ ('^' || v_slug || '-[0-9]+$');
  while exists (select from public.places p where p.slug = v_slug || case when v_count = 0 then '' else '-' || v_count + 1 end) loop
    v_count := v_count + 1;
  end loop;
  return v_slug || case when v_count = 0 then '' else '-' || v_count + 1 end;
end;
$$;

-- Tells those who decide about a place: its keepers; nobody keeps it, whoever tends the directory.
create function private.tell_place_deciders(place public.places, says text, once text) returns void
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.notify(d.person_id, 'place', says, 'place', place.id, once)
  from (
    with keepers as (
      select k.person_id from public.place_keepers k where k.place_id = place.id and k.state = 'keeping'
      union
      select m.person_id from public.memberships m where m.community_id = place.held_by and m.state = 'active' and m.role <> 'member'
    )
    select k.person_id from keepers k
    union
    select m.person_id from public.memberships m join public.communities c on c.id = m.community_id
    where c.kind = 'territory' and m.state = 'active' and m.role in ('moderator', 'organiser') and not exists (select from keepers)
  ) as d
  where d.person_id is distinct from (select auth.uid());
end;
$$;

-- Writes the columns given of a place that is there. A point that is given is where it is; until then it may be the middle of a neighbourhood.
create function private.write_place(place uuid, changes jsonb) returns public.places
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_variable
declare
  v_columns text := private.columns_in(changes, private.place_columns());
  v_place public.places;
begin
  if changes ? 'held_by' and changes ->> 'held_by' is not null and not exists (
    select from public.memberships m
    where m.community_id = (changes ->> 'held_by')::uuid and m.person_id = (select auth.uid()) and m.state = 'active' and m.role <> 'member'
  ) then
    perform private.refuse('not_a_member');
  end if;
  execute format(
    'update public.places p set (%1$s, position_is_approximate) = (select %1$s, $3 from jsonb_populate_record(null::public.places, $2))
     where p.id = $1 returning p.*', v_columns
  ) into v_place using place, changes,
    (select p.position_is_approximate and not changes ?| array['lat', 'lon'] from public.places p where p.id = place);
  return v_place;
end;
$$;

-- Adds a place (`name` and `kind` at least; it is shown as not verified yet), or changes one: at once when the caller keeps it or tends
-- the directory, as a proposal when they do not. Answers `{id, slug, outcome}`, outcome `added`, `changed` or `proposed`.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `not_allowed` (also: a proposal about whose it is), `not_a_member` (of the
-- collective that is to run it), `quota_reached` (20 places a day, 30 open proposals), `id_reused`.
create function public.save_place(id uuid, changes jsonb, op_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_place', 'id', save_place.id, 'changes', changes);
  v_seen jsonb := private.replayed(save_place.op_id, v_content);
  v_columns text;
  v_place public.places;
  v_outcome text;
  v_broken text;
begin
  if v_seen is not null then
    return v_seen;
  elsif save_place.id is null then
    perform private.refuse('invalid_value');
  end if;
  v_columns := private.columns_in(changes, private.place_columns());
  perform from public.people p where p.id = v_me for no key update;
  select * into v_place from public.places p where p.id = save_place.id for no key update;
  if not found then
    if changes ?| array['held_by', 'status'] then
      perform private.refuse('not_allowed'); -- nobody has looked at it yet
    elsif (select count(*) from public.places p where p.created_by = v_me and p.created_at > now() - interval '1 day') >= 20 then
      perform private.refuse('quota_reached');
    end if;
    execute format(
      'insert into public.places (id, slug, source_id, created_by, %1$s)
       select $1, $2, $1::text, $3, %1$s from jsonb_populate_record(null::public.places, $4) returning *', v_columns
    ) into v_place using save_place.id, private.place_slug(coalesce(changes ->> 'name', '')), v_me, changes;
    v_outcome := 'added';
  elsif not private.sees_place(v_me, v_place.id) then
    perform private.refuse('not_allowed');
  elsif private.decides_about_place(v_place.id) then
    v_place := private.write_place(v_place.id, changes);
    v_outcome := 'changed';
  else
    if changes ? 'held_by' then
      perform private.refuse('not_allowed');
    elsif (select count(*) from public.place_proposals o where o.author_id = v_me and o.state = 'open') >= 30 then
      perform private.refuse('quota_reached');
    end if;
    begin -- what nobody could take up is refused now, to whoever can still say it better
      perform private.write_place(v_place.id, changes);
      raise exception sqlstate 'PL000';
    exception
      when sqlstate 'PL000' then null;
    end;
    insert into public.place_proposals (id, place_id, author_id, changes) values (save_place.op_id, v_place.id, v_me, changes);
    perform private.tell_place_deciders(v_place, says => 'place_correction_proposed', once => 'place_proposal:' || save_place.op_id);
    v_outcome := 'proposed';
  end if;
  v_seen := jsonb_build_object('id', v_place.id, 'slug', v_place.slug, 'outcome', v_outcome);
  perform private.keep_receipt(save_place.op_id, v_content, v_seen);
  return v_seen;
exception
  when data_exception or check_violation or not_null_violation or foreign_key_violation or unique_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

-- Of a place, what a proposal writes; whether its point is approximate goes with its point.
create function private.proposed_part(place public.places, changes jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(to_jsonb(place)) as e
  where changes ? e.key or e.key = 'position_is_approximate' and changes ?| array['lat', 'lon']
$$;

-- Makes a place say again what it said before a proposal was taken up. Refuses `wrong_state` when it was written since.
create function private.unwrite_place(proposal public.place_proposals) returns void
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_variable
declare
  v_columns text := (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(proposal.was) as k);
  v_place public.places;
begin
  select * into v_place from public.places p where p.id = proposal.place_id for no key update;
  if private.proposed_part(v_place, proposal.changes) <> proposal.became then
    perform private.refuse('wrong_state');
  end if;
  execute format(
    'update public.places p set (%1$s) = (select %1$s from jsonb_populate_record(null::public.places, $2)) where p.id = $1', v_columns
  ) using v_place.id, proposal.was;
end;
$$;

-- Takes a proposal up (the place changes), sets it aside, or takes either back with `reopen`: what was taken up is undone, as long as
-- nobody has written the same of the place since. For those who decide about the place. Safe to repeat.
-- Refuses `sign_in_first`, `not_found` (also: not theirs to decide), `invalid_value`, `wrong_state` (settled, or not; written since),
-- `id_reused`.
create function public.settle_place_proposal(proposal_id uuid, action text, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'settle_place_proposal', 'proposal_id', settle_place_proposal.proposal_id, 'action', action);
  v_proposal public.place_proposals;
  v_was public.places;
  v_became public.places;
  v_broken text;
begin
  if private.replayed(settle_place_proposal.op_id, v_content) is not null then
    return;
  elsif settle_place_proposal.action is null or settle_place_proposal.action not in ('take_up', 'set_aside', 'reopen') then
    perform private.refuse('invalid_value');
  end if;
  select * into v_proposal from public.place_proposals o where o.id = settle_place_proposal.proposal_id for update;
  if not found or not private.decides_about_place(v_proposal.place_id) then
    perform private.refuse('not_found');
  elsif (v_proposal.state = 'open') = (settle_place_proposal.action = 'reopen') then
    perform private.refuse('wrong_state');
  end if;
  if settle_place_proposal.action = 'take_up' then
    select * into v_was from public.places p where p.id = v_proposal.place_id for no key update;
    v_became := private.write_place(v_proposal.place_id, v_proposal.changes);
    perform private.notify(
      v_proposal.author_id, 'place', says => 'place_correction_taken', subject_kind => 'place', subject => v_proposal.place_id,
      once => 'place_correction_taken:' || v_proposal.id
    );
  elsif v_proposal.state = 'taken_up' then
    perform private.unwrite_place(v_proposal);
    delete from public.notifications n
    where n.person_id = v_proposal.author_id and n.once = 'place_correction_taken:' || v_proposal.id;
  end if;
  update public.place_proposals o set
    state = case settle_place_proposal.action when 'take_up' then 'taken_up' when 'set_aside' then 'set_aside' else 'open' end,
    settled_at = case when settle_place_proposal.action <> 'reopen' then now() end,
    was = case when settle_place_proposal.action = 'take_up' then private.proposed_part(v_was, v_proposal.changes) end,
    became = case when settle_place_proposal.action = 'take_up' then private.proposed_part(v_became, v_proposal.changes) end
  where o.id = v_proposal.id;
  perform private.keep_receipt(settle_place_proposal.op_id, v_content);
exception
  when data_exception or check_violation or foreign_key_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

-- Asks to keep a place; its keepers, or whoever tends the directory, say yes or no. Safe to repeat.
-- Refuses `sign_in_first`, `not_found`, `too_long`, `already_done` (asked, or keeping), `quota_reached` (10 asked and unanswered), `id_reused`.
create function public.claim_place(place_id uuid, note text, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_note text := coalesce(private.clean_text(claim_place.note), '');
  v_content jsonb := jsonb_build_object('is', 'claim_place', 'place_id', claim_place.place_id, 'note', v_note);
  v_place public.places;
begin
  if private.replayed(claim_place.op_id, v_content) is not null then
    return;
  elsif char_length(v_note) > 500 then
    perform private.refuse('too_long');
  elsif not private.sees_place(v_me, claim_place.place_id) then
    perform private.refuse('not_found');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select * into v_place from public.places p where p.id = claim_place.place_id for no key update;
  if private.keeps_place(v_place.id) or exists (
    select from public.place_keepers k where k.place_id = v_place.id and k.person_id = v_me and k.state = 'asked'
  ) then
    perform private.refuse('already_done');
  elsif (select count(*) from public.place_keepers k where k.person_id = v_me and k.state = 'asked') >= 10 then
    perform private.refuse('quota_reached');
  end if;
  insert into public.place_keepers (place_id, person_id, state, note) values (v_place.id, v_me, 'asked', v_note)
  on conflict (place_id, person_id) do update set state = 'asked', note = excluded.note, since = now();
  perform private.tell_place_deciders(v_place, says => 'place_claimed', once => 'place_claimed:' || claim_place.op_id);
  perform private.keep_receipt(claim_place.op_id, v_content);
end;
$$;

-- One step of keeping: `accept` and `refuse` what somebody asked, `dismiss` a keeper (those who decide about the place); `leave`, oneself.
-- Refuses `sign_in_first`, `not_found` (also: not theirs to decide), `invalid_value`, `wrong_state`, `id_reused`.
create function public.advance_keeper(place_id uuid, person_id uuid, action text, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object(
    'is', 'advance_keeper', 'place_id', advance_keeper.place_id, 'person_id', advance_keeper.person_id, 'action', advance_keeper.action
  );
  v_keeper public.place_keepers;
begin
  if private.replayed(advance_keeper.op_id, v_content) is not null then
    return;
  elsif advance_keeper.action is null or advance_keeper.action not in ('accept', 'refuse', 'dismiss', 'leave') then
    perform private.refuse('invalid_value');
  end if;
  select * into v_keeper from public.place_keepers k
  where k.place_id = advance_keeper.place_id and k.person_id = advance_keeper.person_id for update;
  if not found
    or advance_keeper.action = 'leave' and v_keeper.person_id <> v_me
    or advance_keeper.action <> 'leave' and not private.decides_about_place(v_keeper.place_id)
  then
    perform private.refuse('not_found');
  elsif v_keeper.state <> (case when advance_keeper.action in ('accept', 'refuse') then 'asked' else 'keeping' end)
    and not (advance_keeper.action = 'leave' and v_keeper.state = 'asked')
  then
    perform private.refuse('wrong_state');
  end if;
  update public.place_keepers k set
    note = '', since = now(),
    state = case advance_keeper.action when 'accept' then 'keeping' when 'refuse' then 'refused' else 'left' end
  where k.place_id = v_keeper.place_id and k.person_id = v_keeper.person_id;
  if advance_keeper.action in ('accept', 'refuse') then
    perform private.notify(
      v_keeper.person_id, 'place', says => case advance_keeper.action when 'accept' then 'place_claim_accepted' else 'place_claim_refused' end,
      subject_kind => 'place', subject => v_keeper.place_id, once => 'place_claim_answered:' || advance_keeper.op_id
    );
  end if;
  perform private.keep_receipt(advance_keeper.op_id, v_content);
end;
$$;

-- The access code of a place, null when there is none: for its keepers, members of the collective that runs it, and whoever is on watch
-- this week. Refuses `sign_in_first`, `not_found` (also: not for the caller to know).
create function public.place_secret(place_id uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
begin
  if not private.keeps_place(place_secret.place_id)
    and private.on_watch(place_secret.place_id) is distinct from v_me
    and not exists (
      select from public.places p where p.id = place_secret.place_id and p.held_by = any ((select private.my_communities())::uuid[])
    )
  then
    perform private.refuse('not_found');
  end if;
  return (select s.access_code from private.place_secrets s where s.place_id = place_secret.place_id);
end;
$$;

-- Writes the access code of a place the caller keeps; an empty one takes it away. Safe to repeat.
-- Refuses `sign_in_first`, `not_found` (also: not theirs to say), `too_long` (60 characters), `id_reused`.
create function public.save_place_secret(place_id uuid, access_code text, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_code text := btrim(replace(coalesce(private.clean_text(save_place_secret.access_code), ''), chr(10), ' '));
  v_content jsonb := jsonb_build_object('is', 'save_place_secret', 'place_id', save_place_secret.place_id, 'access_code', v_code);
begin
  if private.replayed(save_place_secret.op_id, v_content) is not null then
    return;
  elsif not private.keeps_place(save_place_secret.place_id) then
    perform private.refuse('not_found');
  elsif char_length(v_code) > 60 then
    perform private.refuse('too_long');
  elsif v_code = '' then
    delete from private.place_secrets s where s.place_id = save_place_secret.place_id;
  else
    insert into private.place_secrets (place_id, access_code) values (save_place_secret.place_id, v_code)
    on conflict (place_id) do update set access_code = excluded.access_code;
  end if;
  perform private.keep_receipt(save_place_secret.op_id, v_content);
end;
$$;

-- The state of a place as the last report says that stands: somebody took one away, or put it back.
create function private.retell_place_state(place uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_last public.place_reports;
begin
  perform from public.places p where p.id = place for no key update;
  select * into v_last from public.place_reports r
  where r.place_id = place and r.removed_at is null order by r.at desc, r.id limit 1;
  update public.places p set
    state = v_last.state, state_at = v_last.at,
    state_since = case when v_last.state = p.state then least(p.state_since, v_last.at) else v_last.at end,
    called_at = case when v_last.state = p.state then p.called_at end
  where p.id = place;
end;
$$;

-- Takes a report away that says what is not so, and the place is again in the state that was seen before; or puts it back, within a
-- week (`forget_place_reports`). For those who decide about it. Safe to repeat.
-- Refuses `sign_in_first`, `not_found` (also: not theirs to decide, gone for good), `wrong_state` (away already, or not), `id_reused`.
create function private.lay_report(report_id uuid, away boolean, op_id uuid) returns void
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object(
    'is', case when away then 'remove_place_report' else 'restore_place_report' end, 'report_id', lay_report.report_id
  );
  v_report public.place_reports;
begin
  if private.replayed(lay_report.op_id, v_content) is not null then
    return;
  end if;
  select * into v_report from public.place_reports r where r.id = lay_report.report_id for update;
  if not found or not private.decides_about_place(v_report.place_id) then
    perform private.refuse('not_found');
  elsif (v_report.removed_at is not null) = away then
    perform private.refuse('wrong_state');
  end if;
  update public.place_reports r set removed_at = case when away then now() end where r.id = v_report.id;
  perform private.retell_place_state(v_report.place_id);
  perform private.keep_receipt(lay_report.op_id, v_content);
end;
$$;

create function public.remove_place_report(report_id uuid, op_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$ select private.lay_report(report_id, true, op_id) $$;

create function public.restore_place_report(report_id uuid, op_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$ select private.lay_report(report_id, false, op_id) $$;

grant execute on function
  public.decides_about_place(uuid), public.save_place(uuid, jsonb, uuid), public.settle_place_proposal(uuid, text, uuid),
  public.claim_place(uuid, text, uuid),
  public.advance_keeper(uuid, uuid, text, uuid), public.place_secret(uuid), public.save_place_secret(uuid, text, uuid),
  public.remove_place_report(uuid, uuid), public.restore_place_report(uuid, uuid)
to authenticated;

-- Who may do what: a proposal is read by its author and by those who decide about the place.
alter table public.place_proposals enable row level security;
revoke all on public.place_proposals from anon, authenticated;
grant select (id, place_id, author_id, changes, state, made_at, settled_at) on public.place_proposals to authenticated;
alter table public.place_proposals
  alter column author_id set statistics 0, alter column changes set statistics 0, alter column made_at set statistics 0,
  alter column settled_at set statistics 0, alter column was set statistics 0, alter column became set statistics 0;

create policy "authors and those who decide read proposals" on public.place_proposals
  for select to authenticated
  using (
    author_id = (select auth.uid())
    or place_id = any ((select private.places_i_keep())::uuid[])
    or (select private.tends_places())
  );
