-- The demo street, continued: who has booked for Saturday's repair session, and what they bring.

create function pg_temp.comes(number integer, who text, hour time, category integer, thing text, fault text) returns void
language plpgsql volatile as $$
declare
  v_event public.events;
begin
  select * into v_event from public.events e where e.id = '00000000-0000-7005-8000-000000000001';
  perform set_config('request.jwt.claims', jsonb_build_object('sub', (select u.id from auth.users u where u.email = who || '@demo.test'), 'role', 'authenticated')::text, true);
  perform public.book_visit(
    ('00000000-0000-7010-8000-' || lpad(number::text, 12, '0'))::uuid, v_event.id, (private.day_of(v_event.starts_at) + hour) at time zone private.zone(),
    jsonb_build_array(jsonb_build_object(
      'id', ('00000000-0000-7011-8000-' || lpad(number::text, 12, '0')), 'product_category_id', category, 'partner_product_category', thing, 'problem', fault
    ))
  );
  perform set_config('request.jwt.claims', '', true);
end;
$$;
select pg_temp.comes(1, 'jocelyne', '14:00', 31, 'Grille-pain', 'Ne reste plus enclenché');
select pg_temp.comes(2, 'regis', '14:00', 23, 'Radio à piles', 'Grésille dès qu’on monte le son');
select pg_temp.comes(3, 'kevin', '14:30', 34, 'Aspirateur', 'N’aspire plus, le moteur tourne');
select pg_temp.comes(4, 'odile', '15:00', 101, 'Manteau', 'Fermeture éclair cassée');
select pg_temp.comes(5, 'malik', '15:30', 103, 'Vélo', 'Le dérailleur saute');
select pg_temp.comes(6, 'amina-et-tristan', '16:00', 14, 'Bouilloire', 'Fuit par le bas');

-- Bo has seen the vacuum cleaner among what is coming, and brings a belt.
select set_config('request.jwt.claims', '{"sub": "00000000-0000-7001-8000-000000000002", "role": "authenticated"}', true);
select public.advance_repair('00000000-0000-7011-8000-000000000003', 'edit', '{"parts": "Une courroie et un filtre"}', '00000000-0000-7012-8000-000000000001');
select set_config('request.jwt.claims', '', true);
