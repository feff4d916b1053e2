-- Reports: what somebody says is wrong here. Not what is done about it.
-- The promise kept here: nobody learns from it whether a thing is there, nor that it was reported; the operator alone reads it.

create table private.reports (
  id          uuid primary key, -- made by the device
  reporter_id uuid references public.people (id) on delete set null, -- null: without an account, or left since
  target_kind text not null constraint reports_target_known check (target_kind in ('listing', 'person', 'message', 'conversation', 'reservation', 'review')),
  target_id   uuid not null, -- no foreign key: what is reported may be gone, or never have been
  in_view     boolean not null, -- whether the reporter could see it then: private words are opened for no other report
  reason      text not null constraint reports_reason_known
              check (reason in ('dangerous', 'forbidden', 'scam', 'harassment', 'hate', 'privacy', 'spam', 'other')),
  note        text not null default '' constraint reports_note_too_long check (char_length(note) <= 2000),
  contact     text not null default '' constraint reports_contact_too_long check (char_length(contact) <= 200),
  reported_at timestamptz not null default now(),
  constraint reports_other_explained check (reason <> 'other' or note <> '')
);
create index reports_reporter_id_idx on private.reports (reporter_id, reported_at);
create index reports_reported_at_idx on private.reports (reported_at);
alter table private.reports enable row level security;
revoke all on private.reports from anon, authenticated;
grant select on private.reports to service_role;

-- Whether a person, or a visitor, sees a thing by themselves. Words said between two people are seen by the two.
create function private.sees(person uuid, target_kind text, target_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select case target_kind
    when 'listing' then private.listing_visible_to(target_id, person)
    when 'person' then person is not null and exists (select from public.people p where p.id = target_id)
      and not private.is_blocked(person, target_id)
    when 'review' then exists (
      select from public.reviews v
      where v.id = target_id and v.shown_from <= now() and person is not null
        and not private.is_blocked(person, v.author_id) and not private.is_blocked(person, v.person_id)
    )
    when 'message' then exists (
      select from public.messages m join public.participants p on p.conversation_id = m.conversation_id
      where m.id = target_id and p.person_id = person
    )
    else exists (select from public.participants p where p.conversation_id = target_id and p.person_id = person)
  end
$$;

-- Tells the operator that something is wrong; `contact` is where somebody without an account may be answered. Safe to repeat.
-- What is not there, or hidden, answers the same as what is. Refuses `invalid_value` (also: `other` without a note), `too_long`,
-- `quota_reached` (20 a day each), `too_fast` (30 an hour without an account, all together), `id_reused`, `not_allowed`.
create function public.report_content(
  id uuid, target_kind text, target_id uuid, reason text, note text default null, contact text default null
) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := (select auth.uid());
  v_note text := coalesce(private.clean_text(report_content.note), '');
  v_contact text := coalesce(private.clean_text(report_content.contact), '');
  v_content jsonb := jsonb_build_object(
    'is', 'report_content', 'target_kind', report_content.target_kind, 'target_id', report_content.target_id,
    'reason', report_content.reason, 'note', v_note, 'contact', v_contact
  );
  v_before private.reports;
  v_broken text;
begin
  if v_me is not null and private.replayed(report_content.id, v_content) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('report_content' || coalesce(v_me::text, ''), 0));
  select * into v_before from private.reports r where r.id = report_content.id;
  if found and (v_me is not null or v_before.reporter_id is not null) then
    perform private.refuse('not_allowed');
  elsif found and row(v_before.target_kind, v_before.target_id, v_before.reason, v_before.note, v_before.contact)
    is distinct from row(report_content.target_kind, report_content.target_id, report_content.reason, v_note, v_contact)
  then
    perform private.refuse('id_reused');
  elsif found then
    return;
  elsif v_me is not null and (
    select count(*) from private.reports r where r.reporter_id = v_me and r.reported_at > now() - interval '1 day'
  ) >= 20 then
    perform private.refuse('quota_reached');
  elsif v_me is null and (
    select count(*) from private.reports r where r.reporter_id is null and r.reported_at > now() - interval '1 hour'
  ) >= 30 then
    perform private.refuse('too_fast');
  end if;
  insert into private.reports (id, reporter_id, target_kind, target_id, in_view, reason, note, contact)
  values (
    report_content.id, v_me, report_content.target_kind, report_content.target_id,
    private.sees(v_me, report_content.target_kind, report_content.target_id), report_content.reason, v_note, v_contact
  );
  if v_me is not null then
    perform private.keep_receipt(report_content.id, v_content);
  end if;
exception
  when check_violation or not_null_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;
grant execute on function public.report_content(uuid, text, uuid, text, text, text) to anon, authenticated;
