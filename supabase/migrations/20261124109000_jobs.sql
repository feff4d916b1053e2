-- Jobs: what time brings. Called each minute by whoever keeps the clock; idempotent, and harmless when called twice at once.

-- Requests nobody answered. Answers how many ran out.
create function private.expire_requests() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_r public.reservations;
  v_count integer := 0;
begin
  for v_r in
    select * from public.reservations r
    where r.state = 'requested' and r.respond_by <= now()
    order by r.respond_by for update skip locked limit 1000
  loop
    update public.reservations set state = 'expired' where id = v_r.id returning * into v_r;
    perform private.record_step(v_r, 'expire', null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Listings whose time is over are paused: their owner can take them up again. Answers how many.
create function private.expire_listings() returns integer
language sql volatile set search_path = ''
as $$
  with due as (
    select l.id from public.listings l
    where l.status = 'published' and l.expires_at <= now() for update skip locked limit 1000
  ), paused as (
    update public.listings l set status = 'paused' from due where l.id = due.id returning l.id
  ), noted as (
    insert into private.listing_events (listing_id, action) select p.id, 'expire' from paused p returning 1
  )
  select count(*)::integer from noted
$$;

-- When what needs doing once a day was done.
create table private.days_tidied (
  day date primary key
);
alter table private.days_tidied enable row level security;
revoke all on private.days_tidied from anon, authenticated;

-- Forgets what nobody needs any more, on the first call of a day. Answers whether it did.
create function private.tidy_daily() returns boolean
language plpgsql volatile set search_path = ''
as $$
begin
  insert into private.days_tidied (day) values (private.today()) on conflict do nothing;
  if not found then
    return false;
  end if;
  delete from private.days_tidied d where d.day < private.today();
  delete from private.op_receipts r where r.kept_at < now() - interval '90 days'; -- no device repeats itself for longer
  perform private.forget_notifications();
  delete from public.absences a where a.until_day < private.today();
  perform private.forget_letters();
  perform private.forget_visitors();
  perform private.forget_place_reports();
  -- Photographs of a condition that nothing names a month later: their report never came, or its exchange is gone.
  insert into private.files_to_erase (bucket_id, name)
  select o.bucket_id, o.name from storage.objects o
  where o.bucket_id = 'condition-photos' and o.created_at < now() - interval '30 days' and not exists (
    select from public.condition_photos p where p.path = regexp_replace(o.name, '-small\.webp$', '.webp')
  )
  on conflict do nothing;
  perform private.forget_unused_words();
  return true;
end;
$$;

-- Does everything that is due and answers what it did; nothing when another call is at it.
create function private.run_due_jobs() returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended('run_due_jobs', 0)) then
    return '{}';
  end if;
  return jsonb_build_object(
    'requests_expired', private.expire_requests(),
    'listings_expired', private.expire_listings(),
    'broken_cancelled', private.cancel_what_is_broken(),
    'slots_offered', private.offer_freed_slots(),
    'reviews_announced', private.announce_reviews(),
    'wanted_told', private.tell_about_wanted(),
    'offers_lapsed', private.lapse_offers(),
    'gifts_settled', private.settle_gifts(),
    'sessions_settled', private.settle_sessions(),
    'pickups_called', private.call_for_pickups(),
    'events_closed', private.close_past_events(),
    'series_extended', private.extend_series(),
    'reminders', private.remind(),
    'letters_written', private.write_letters(),
    'tidied', private.tidy_daily()
  );
end;
$$;
grant execute on function private.run_due_jobs() to service_role;
