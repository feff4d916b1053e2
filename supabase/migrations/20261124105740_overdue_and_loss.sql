-- Overdue and loss: what is late comes back before anything else is asked for, and what is lost is settled by the two themselves.

insert into private.reservation_steps (action, actor, from_state, to_state) values
  ('excuse_overdue', 'owner', 'handed_over', 'handed_over'),
  ('found', 'owner', 'lost', 'returned'),
  ('settle_loss', 'both', 'lost', 'closed');

-- Late, and not excused since the end that was agreed last. Only things are brought back.
create function private.is_owed(r public.reservations) returns boolean
language sql stable set search_path = ''
as $$
  select r.state = 'handed_over' and r.kind = 'loan' and upper(r.during) <= now()
    and not coalesce(r.overdue_excused_at >= upper(r.during), false)
$$;

-- Whether somebody has something that should be back. Until then they have no request left: `quota_reached`, as for whoever has
-- asked for all they may. Not `not_allowed`, which is about the thing and lasts; nor `wrong_state`: no step of theirs is wrong.
create function private.must_return_first(person uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.reservations r
    where r.borrower_id = person and r.state = 'handed_over' and private.is_owed(r)
  )
$$;

-- An owner lets somebody ask elsewhere although they are late, and says why.
-- Refuses `invalid_value` (no reason), `wrong_state` (not late, or not a thing), `already_done`.
create function private.check_excuse(r public.reservations, said text) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if said is null then
    perform private.refuse('invalid_value');
  elsif r.overdue_excused_at >= upper(r.during) then
    perform private.refuse('already_done');
  elsif not private.is_owed(r) then
    perform private.refuse('wrong_state');
  end if;
end;
$$;

-- What one of the two proposes after a loss, in their own words. What was proposed stays.
create table public.loss_agreements (
  id             uuid primary key, -- made by the device
  reservation_id uuid not null references public.reservations (id) on delete cascade,
  proposed_by    uuid not null references public.people (id),
  words          text not null constraint loss_agreements_words_there check (words <> '')
                 constraint loss_agreements_words_too_long check (char_length(words) <= 1000),
  agreed         boolean, -- null: not answered
  proposed_at    timestamptz not null default now(),
  answered_at    timestamptz,
  constraint loss_agreements_answered_once check ((agreed is null) = (answered_at is null))
);
create index loss_agreements_reservation_id_idx on public.loss_agreements (reservation_id, proposed_at);
create index loss_agreements_proposed_by_idx on public.loss_agreements (proposed_by);
create unique index loss_agreements_one_at_a_time on public.loss_agreements (reservation_id) where agreed is null;

-- The caller's exchange, held until the end of what is done with it: person, listing, reservation. Refuses `not_allowed`, `not_available`.
create function private.own_exchange(reservation uuid) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_r public.reservations;
begin
  perform from public.people p where p.id = v_me for no key update;
  perform from public.listings l
  where l.id = (select r.listing_id from public.reservations r where r.id = reservation) for no key update;
  select * into v_r from public.reservations r where r.id = reservation for update;
  if not coalesce(v_me in (v_r.owner_id, v_r.borrower_id), false) then
    perform private.refuse('not_allowed');
  elsif private.is_blocked(v_r.owner_id, v_r.borrower_id) then
    perform private.refuse('not_available');
  end if;
  return v_r;
end;
$$;

create function private.other_of(r public.reservations, person uuid) returns uuid
language sql immutable set search_path = ''
as $$ select case person when r.owner_id then r.borrower_id else r.owner_id end $$;

-- Proposes how to settle a loss, in place of what is proposed so far. Safe to repeat.
-- Refuses `sign_in_first`, `not_allowed` (also: no such reservation), `not_available` (one blocked the other), `wrong_state` (not
-- lost), `invalid_value`, `too_long`, `quota_reached` (twenty are enough), `id_reused`.
create function public.propose_loss_agreement(id uuid, reservation_id uuid, words text) returns public.loss_agreements
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_words text := coalesce(private.clean_text(propose_loss_agreement.words), '');
  v_content jsonb := jsonb_build_object(
    'is', 'propose_loss_agreement', 'reservation_id', propose_loss_agreement.reservation_id, 'words', v_words
  );
  v_seen jsonb := private.replayed(propose_loss_agreement.id, v_content);
  v_r public.reservations;
  v_proposal public.loss_agreements;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.loss_agreements, v_seen);
  elsif v_words = '' then
    perform private.refuse('invalid_value');
  elsif char_length(v_words) > 1000 then
    perform private.refuse('too_long');
  elsif exists (select from public.loss_agreements a where a.id = propose_loss_agreement.id) then
    perform private.refuse('not_allowed');
  end if;
  v_r := private.own_exchange(propose_loss_agreement.reservation_id);
  if v_r.state <> 'lost' then
    perform private.refuse('wrong_state');
  elsif (select count(*) from public.loss_agreements a where a.reservation_id = v_r.id) >= 20 then
    perform private.refuse('quota_reached');
  end if;
  update public.loss_agreements a set agreed = false, answered_at = now() where a.reservation_id = v_r.id and a.agreed is null;
  insert into public.loss_agreements (id, reservation_id, proposed_by, words)
  values (propose_loss_agreement.id, v_r.id, v_me, v_words) returning * into v_proposal;
  perform private.say(v_r.conversation_id, v_me, 'system', 'loss_proposed');
  perform private.notify(private.other_of(v_r, v_me), 'exchange', 'loss_proposed', 'reservation', v_r.id, 'loss ' || v_proposal.id);
  perform private.keep_receipt(v_proposal.id, v_content, to_jsonb(v_proposal));
  return v_proposal;
end;
$$;

-- Answers what the other proposed. A yes settles the loss and closes the exchange.
-- Refuses `sign_in_first`, `not_allowed` (also: no such proposal, or one's own), `not_available`, `wrong_state` (settled or found
-- since), `already_done` (answered, or replaced by another), `invalid_value`, `id_reused`.
create function public.answer_loss_agreement(id uuid, agreed boolean, op_id uuid) returns public.loss_agreements
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'answer_loss_agreement', 'id', answer_loss_agreement.id, 'agreed', answer_loss_agreement.agreed);
  v_seen jsonb := private.replayed(answer_loss_agreement.op_id, v_content);
  v_r public.reservations;
  v_proposal public.loss_agreements;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.loss_agreements, v_seen);
  elsif answer_loss_agreement.agreed is null then
    perform private.refuse('invalid_value');
  end if;
  v_r := private.own_exchange((select a.reservation_id from public.loss_agreements a where a.id = answer_loss_agreement.id));
  select * into v_proposal from public.loss_agreements a where a.id = answer_loss_agreement.id;
  if v_proposal.proposed_by = v_me then
    perform private.refuse('not_allowed');
  elsif v_proposal.agreed is not null then
    perform private.refuse('already_done');
  elsif v_r.state <> 'lost' then
    perform private.refuse('wrong_state');
  end if;
  update public.loss_agreements a set agreed = answer_loss_agreement.agreed, answered_at = now()
  where a.id = v_proposal.id returning * into v_proposal;
  if v_proposal.agreed then
    update public.reservations r set state = 'closed' where r.id = v_r.id returning * into v_r;
    perform private.record_step(v_r, 'settle_loss', v_me);
  else
    perform private.say(v_r.conversation_id, v_me, 'system', 'loss_declined');
  end if;
  perform private.notify(
    private.other_of(v_r, v_me), 'exchange', case when v_proposal.agreed then 'loss_settled' else 'loss_declined' end,
    'reservation', v_r.id, 'loss answer ' || v_proposal.id
  );
  perform private.keep_receipt(answer_loss_agreement.op_id, v_content, to_jsonb(v_proposal));
  return v_proposal;
end;
$$;
grant execute on function
  public.propose_loss_agreement(uuid, uuid, text), public.answer_loss_agreement(uuid, boolean, uuid)
  to authenticated;

alter table public.loss_agreements enable row level security;
revoke all on public.loss_agreements from anon, authenticated;
grant select on public.loss_agreements to authenticated;
alter table public.loss_agreements
  alter column id set statistics 0, alter column reservation_id set statistics 0, alter column proposed_by set statistics 0,
  alter column words set statistics 0, alter column agreed set statistics 0, alter column proposed_at set statistics 0,
  alter column answered_at set statistics 0;

create policy "the two parties see how a loss is settled" on public.loss_agreements
  for select to authenticated
  using (reservation_id = any ((select private.my_reservations())::uuid[]));
