-- No-shows: a fact about somebody who was waited for, and their answer to it. What is answered is contested, and counts for nothing.

insert into private.reservation_steps (action, actor, from_state, to_state) values
  ('undo_no_show', 'owner', 'no_show', 'accepted'),
  ('undo_no_show', 'borrower', 'no_show', 'accepted');

create table public.no_show_answers (
  reservation_id uuid primary key references public.reservations (id) on delete cascade,
  author_id      uuid not null references public.people (id),
  words          text not null constraint no_show_answers_words_there check (words <> '')
                 constraint no_show_answers_words_too_long check (char_length(words) <= 1000),
  answered_at    timestamptz not null default now()
);
create index no_show_answers_author_id_idx on public.no_show_answers (author_id);

-- Who said last that the other did not come, and when.
create function private.no_show_report(reservation uuid) returns public.reservation_events
language sql stable set search_path = ''
as $$
  select e.* from public.reservation_events e
  where e.reservation_id = reservation and e.action = 'report_no_show' order by e.id desc limit 1
$$;

-- Whoever reported it takes it back within the hour; an answer to it goes with it.
-- Refuses `not_allowed` (the other said so), `answer_too_late`, `dates_taken` (also: kept for whoever waits).
create function private.check_undone_no_show(r public.reservations, actor uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_report public.reservation_events := private.no_show_report(r.id);
begin
  if v_report.actor_id is distinct from actor then
    perform private.refuse('not_allowed');
  elsif v_report.at < now() - interval '1 hour' then
    perform private.refuse('answer_too_late');
  elsif private.free_unit(r.listing_id, r.during, r.unit, r.id, r.borrower_id) is distinct from r.unit then
    perform private.refuse('dates_taken');
  end if;
  delete from public.no_show_answers a where a.reservation_id = r.id;
end;
$$;

-- Answers, once, to having been reported. The two of them read it beside the fact. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `not_allowed` (also: no such reservation, or one's own report),
-- `not_available` (one blocked the other), `wrong_state`, `already_done`, `id_reused`.
create function public.answer_no_show(reservation_id uuid, words text, op_id uuid) returns public.no_show_answers
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_words text := coalesce(private.clean_text(answer_no_show.words), '');
  v_content jsonb := jsonb_build_object('is', 'answer_no_show', 'reservation_id', answer_no_show.reservation_id, 'words', v_words);
  v_seen jsonb := private.replayed(answer_no_show.op_id, v_content);
  v_r public.reservations;
  v_answer public.no_show_answers;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.no_show_answers, v_seen);
  elsif v_words = '' then
    perform private.refuse('invalid_value');
  elsif char_length(v_words) > 1000 then
    perform private.refuse('too_long');
  end if;
  v_r := private.own_exchange(answer_no_show.reservation_id);
  if v_r.state <> 'no_show' then
    perform private.refuse('wrong_state');
  elsif (private.no_show_report(v_r.id)).actor_id is not distinct from v_me then
    perform private.refuse('not_allowed');
  end if;
  insert into public.no_show_answers (reservation_id, author_id, words) values (v_r.id, v_me, v_words) returning * into v_answer;
  perform private.say(v_r.conversation_id, v_me, 'system', 'no_show_answered');
  perform private.notify(private.other_of(v_r, v_me), 'exchange', 'no_show_answered', 'reservation', v_r.id, 'no-show answer ' || v_r.id);
  perform private.keep_receipt(answer_no_show.op_id, v_content, to_jsonb(v_answer));
  return v_answer;
exception
  when unique_violation then
    perform private.refuse('already_done');
end;
$$;
grant execute on function public.answer_no_show(uuid, text, uuid) to authenticated;

alter table public.no_show_answers enable row level security;
revoke all on public.no_show_answers from anon, authenticated;
grant select on public.no_show_answers to authenticated;
alter table public.no_show_answers
  alter column reservation_id set statistics 0, alter column author_id set statistics 0, alter column words set statistics 0,
  alter column answered_at set statistics 0;

create policy "the two parties see what was answered" on public.no_show_answers
  for select to authenticated
  using (reservation_id = any ((select private.my_reservations())::uuid[]));
