-- Membership: how one joins a community, is let in, takes a role and leaves.

create function private.write_membership_event(
  in_community uuid, about_person uuid, what text, said text default null
) returns void
language sql volatile set search_path = ''
as $$
  insert into private.membership_events (community_id, person_id, actor_id, action, answer)
  values (in_community, about_person, (select auth.uid()), what, said)
$$;

-- Whether the caller's confirmed e-mail address belongs to a domain of this community.
create function private.my_address_opens(community uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from private.community_domains d join auth.users u on u.id = (select auth.uid())
    where d.community_id = community and u.email_confirmed_at is not null
      and d.domain = lower(split_part(u.email, '@', 2))
  )
$$;

-- Joins at once, or leaves an application. Repeating it answers the same membership.
-- Refuses `sign_in_first`, `not_found` (also: private and closed to you), `not_available`, `too_long`, `quota_reached`.
create function public.join_community(community_id uuid, answer text default null) returns public.memberships
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_answer text := nullif(private.clean_text(join_community.answer), '');
  v_community public.communities;
  v_mine public.memberships;
  v_state public.membership_state;
begin
  if char_length(v_answer) > 1000 then
    perform private.refuse('too_long');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select * into v_community from public.communities c where c.id = join_community.community_id;
  if not found then
    perform private.refuse('not_found');
  end if;
  select * into v_mine from public.memberships m where m.community_id = v_community.id and m.person_id = v_me for update;

  if v_mine.state = 'active' or (v_mine.state = 'applied' and v_community.join_policy = 'approval') then
    return v_mine;
  elsif v_mine.state = 'excluded' then
    perform private.refuse(case when v_community.visibility = 'private' then 'not_found' else 'not_available' end);
  elsif v_mine.state = 'invited' then
    v_state := 'active';
  elsif v_community.join_policy = 'email_domain' and private.my_address_opens(v_community.id) then
    v_state := 'active';
  elsif v_community.visibility = 'private' then
    perform private.refuse('not_found');
  elsif v_community.join_policy = 'open' then
    v_state := 'active';
  elsif v_community.join_policy = 'approval' then
    v_state := 'applied';
  else
    perform private.refuse('not_available');
  end if;

  if (select count(*) from public.memberships m where m.person_id = v_me and m.state in ('active', 'applied')) >= 50 then
    perform private.refuse('quota_reached');
  end if;

  insert into public.memberships (community_id, person_id, state) values (v_community.id, v_me, v_state)
  on conflict (community_id, person_id) do update set state = excluded.state, role = 'member', since = now()
  returning * into v_mine;
  perform private.write_membership_event(
    v_community.id, v_me, case v_state when 'active' then 'join' else 'apply' end, v_answer
  );
  return v_mine;
end;
$$;

-- One step of a membership: `accept`, `refuse`, `invite`, `exclude` by those who run the community; `leave` by the person;
-- `make_member`, `make_referent`, `make_moderator`, `make_organiser` by an organiser.
-- Refuses `sign_in_first`, `not_found` (also: not your community), `not_allowed`, `wrong_state`, `invalid_value`, `quota_reached`.
create function public.advance_membership(community_id uuid, person_id uuid, action text) returns public.memberships
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_membership.action;
  v_mine public.memberships;
  v_theirs public.memberships;
  v_state public.membership_state;
  v_role public.membership_role;
begin
  if v_action is null or v_action not in
    ('accept', 'refuse', 'invite', 'exclude', 'leave', 'make_member', 'make_referent', 'make_moderator', 'make_organiser')
  then
    perform private.refuse('invalid_value');
  end if;

  -- One change at a time per community, so that two organisers cannot both leave.
  perform from public.communities c where c.id = advance_membership.community_id for no key update;
  select * into v_mine from public.memberships m
  where m.community_id = advance_membership.community_id and m.person_id = v_me;
  select * into v_theirs from public.memberships m
  where m.community_id = advance_membership.community_id and m.person_id = advance_membership.person_id;

  if v_action = 'leave' then
    if v_theirs.person_id is distinct from v_me then
      perform private.refuse(case when v_mine.state = 'active' then 'not_allowed' else 'not_found' end);
    elsif v_theirs.state not in ('active', 'applied', 'invited') then
      perform private.refuse('wrong_state');
    end if;
    v_state := 'left';
  elsif v_mine.state is distinct from 'active' then
    perform private.refuse('not_found');
  elsif v_mine.role not in ('moderator', 'organiser') or (v_action like 'make\_%' and v_mine.role <> 'organiser') then
    perform private.refuse('not_allowed');
  elsif v_theirs.role = 'organiser' and v_theirs.state = 'active' and v_mine.role <> 'organiser' then
    perform private.refuse('not_allowed');
  elsif v_action = 'invite' then
    if not exists (select from public.people p where p.id = advance_membership.person_id)
      or private.is_blocked(v_me, advance_membership.person_id)
    then
      perform private.refuse('not_found');
    elsif v_theirs.state in ('active', 'invited') then
      perform private.refuse('already_done');
    end if;
    if (select count(*) from public.memberships m where m.community_id = v_mine.community_id and m.state = 'invited') >= 500 then
      perform private.refuse('quota_reached');
    end if;
    v_state := 'invited';
  elsif v_theirs.person_id is null then
    perform private.refuse('not_found');
  elsif v_action in ('accept', 'refuse') then
    if v_theirs.state <> 'applied' then
      perform private.refuse('wrong_state');
    end if;
    v_state := case v_action when 'accept' then 'active' else 'left' end;
  elsif v_action = 'exclude' then
    if v_theirs.state not in ('active', 'applied', 'invited') then
      perform private.refuse('wrong_state');
    end if;
    v_state := 'excluded';
  elsif v_theirs.state <> 'active' then
    perform private.refuse('wrong_state');
  else
    v_role := substr(v_action, 6);
  end if;

  insert into public.memberships (community_id, person_id, state)
  values (advance_membership.community_id, advance_membership.person_id, coalesce(v_state, v_theirs.state))
  on conflict (community_id, person_id) do update set
    state = excluded.state,
    role = case when v_state is null then v_role when v_state in ('left', 'excluded', 'invited') then 'member' else memberships.role end,
    since = now()
  returning * into v_theirs;
  perform private.write_membership_event(v_theirs.community_id, v_theirs.person_id, v_action);
  set constraints public.keep_an_organiser immediate;
  return v_theirs;
end;
$$;

grant execute on function public.join_community(uuid, text), public.advance_membership(uuid, uuid, text) to authenticated;

-- Members see each other; those who run the community also see who asks to come in.
create policy "members see who else is in" on public.memberships
  for select to authenticated
  using (
    person_id = (select auth.uid())
    or community_id = any ((select private.communities_i_run())::uuid[])
    or (
      state = 'active'
      and community_id = any ((select private.my_communities())::uuid[])
      and person_id <> all ((select private.hidden_from_me())::uuid[])
    )
  );
