-- Goodbye: an account goes. Its words, name, photos and addresses are erased; dates and steps stay, about nobody.

-- Photographs of whoever went: whoever serves storage erases each with its row, then the line. The row stays until then,
-- seen by nobody for want of its listing: Supabase erases no bytes whose row it does not find.
create table private.files_to_erase (
  bucket_id text not null,
  name      text not null,
  asked_at  timestamptz not null default now(),
  primary key (bucket_id, name)
);
alter table private.files_to_erase enable row level security;
revoke all on private.files_to_erase from anon, authenticated;
grant select, delete on private.files_to_erase to service_role;

-- What one wrote to others, in whatever table it stands. Other people's receipts may quote a note.
-- What one reported stays to be looked into, by nobody.
create function private.erase_words(person uuid) returns void
language sql volatile set search_path = ''
as $$
  delete from public.messages m where m.author_id = person and m.kind = 'text';
  update public.reservations r set note = null where r.borrower_id = person and r.note is not null;
  update public.reservation_events e set note = null where e.actor_id = person and e.note is not null;
  delete from public.condition_reports c where c.author_id = person;
  delete from public.reviews v
  where v.person_id = person or v.author_id = person and num_nonnulls(v.on_time, v.as_described, v.returned_well) = 0;
  update public.reviews v set body = '' where v.author_id = person and v.body <> '';
  update public.breakdowns b set note = '' where b.reported_by = person and b.note <> '';
  update public.loss_agreements a set words = '…' where a.proposed_by = person;
  update public.no_show_answers a set words = '…' where a.author_id = person;
  update public.gift_requests g set note = null where g.person_id = person and g.note is not null;
  update public.gift_requests g set answer = null where g.owner_id = person and g.answer is not null;
  update public.appointments a set place = '', proposed_place = ''
  where person in (a.owner_id, a.guest_id) and (a.place <> '' or a.proposed_place <> '');
  select private.erase_place_photo(r.photo_path) from public.place_reports r where r.reporter_id = person;
  update public.place_reports r set note = '', photo_path = null, reporter_id = null where r.reporter_id = person;
  update private.reports r set reporter_id = null, contact = '' where r.reporter_id = person;
  delete from private.op_receipts o where o.person_id = person;
  update private.op_receipts o set result = o.result || '{"note": null}' where o.result ->> 'borrower_id' = person::text;
  update private.op_receipts o set result = o.result || '{"words": "…"}' where o.result ->> 'proposed_by' = person::text;
  update private.op_receipts o set result = o.result || '{"note": null}' where o.result ->> 'person_id' = person::text and o.result ? 'ticket';
  update private.op_receipts o set result = o.result || '{"answer": null}' where o.result ->> 'owner_id' = person::text and o.result ? 'ticket';
$$;

-- Erases the caller. What was only asked or agreed is cancelled first, and the other is told.
-- Refuses `sign_in_first`, `wrong_state` while something is lent or borrowed, or while a community would lose its last organiser.
create function public.delete_my_account() returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_r public.reservations;
begin
  -- Person, listings, reservations: the order everyone takes these locks in.
  perform from public.people p where p.id = v_me for update;
  perform from public.listings l
  where l.owner_id = v_me or l.id in (
    select r.listing_id from public.reservations r where r.borrower_id = v_me
    union
    select g.listing_id from public.gift_requests g where g.person_id = v_me
  )
  order by l.id for no key update;
  -- Nobody is offered what is about to go.
  delete from public.waitlist w
  where w.person_id = v_me or w.listing_id in (select l.id from public.listings l where l.owner_id = v_me);
  for v_r in
    select * from public.reservations r
    where v_me in (r.owner_id, r.borrower_id) and r.state in ('requested', 'accepted', 'handed_over')
    order by r.id for update
  loop
    if v_r.state = 'handed_over' then
      perform private.refuse('wrong_state');
    end if;
    update public.reservations r set state = 'cancelled', extension_until = null where r.id = v_r.id returning * into v_r;
    delete from private.handover_codes c where c.reservation_id = v_r.id;
    perform private.record_step(v_r, 'cancel', v_me);
  end loop;

  perform private.leave_gifts(v_me);
  perform private.leave_series(v_me);
  perform private.leave_events(v_me);
  perform private.leave_visits(v_me);
  perform private.erase_words(v_me);
  delete from public.handover_windows w where w.person_id = v_me;
  delete from public.absences a where a.person_id = v_me;
  delete from private.calendar_feeds f where f.person_id = v_me;
  delete from public.saved_searches s where s.person_id = v_me;
  delete from private.placard_items i where i.person_id = v_me;
  delete from private.wanted_matches m where m.person_id = v_me;
  delete from public.place_keepers k where k.person_id = v_me;
  delete from public.place_proposals o where o.author_id = v_me;
  delete from public.place_watches w where w.person_id = v_me;
  update public.places p set created_by = null where p.created_by = v_me;
  update private.place_imports i set imported_by = null where i.imported_by = v_me;
  update private.repair_records r set imported_by = null where r.imported_by = v_me;
  delete from public.notifications n where n.person_id = v_me;
  delete from private.letters l where l.person_id = v_me;
  delete from public.listings l where l.owner_id = v_me;
  insert into private.files_to_erase (bucket_id, name)
  select o.bucket_id, o.name from storage.objects o where o.name like v_me || '/%' on conflict do nothing;
  delete from auth.users u where u.id = v_me;
  set constraints public.keep_an_organiser immediate;
end;
$$;
grant execute on function public.delete_my_account() to authenticated;
