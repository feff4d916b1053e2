import { randomUUID } from 'node:crypto';
import { accept, ask, borrow, lend } from './support/lending.ts';
import { entriesIn } from './support/meeting.ts';
import { day, expect, test } from './support/neighbourhood.ts';

test('a private address takes one’s calendar along, until it is taken back', async ({ newcomer, api, request }) => {
	const nora = await newcomer('Nora');
	const ilan = await newcomer('Ilan');
	const exchange = await borrow(api, ilan, await lend(api, nora, 'Échelle de Nora, 3 m'), [5, 6]);
	await accept(api, nora, exchange);
	const meeting = { reservation_id: exchange, moment: 'hand_over' };
	const starts_at = new Date(Date.parse(`${day(5)}T09:00:00Z`)).toISOString();
	const times = { starts_at, ends_at: new Date(Date.parse(starts_at) + 1_800_000).toISOString() };
	await ask(api, ilan, 'rpc/propose_appointment', { ...meeting, ...times, place: 'Chez Nora', op_id: randomUUID() });
	await ask(api, nora, 'rpc/answer_appointment', { ...meeting, action: 'accept', starts_at, op_id: randomUUID() });

	const { page } = ilan;
	await page.goto('/compte/calendrier');
	await page.getByRole('button', { name: 'Créer mon lien' }).click();
	const link = await page.getByLabel('Votre lien').inputValue();
	expect(new URL(link).pathname).toMatch(/^\/calendrier\/[\w-]{22}\.ics$/);

	// What an app of calendars is answered: times and titles, nobody's name, nothing to keep.
	const answer = await request.get(link);
	expect(answer.status()).toBe(200);
	expect(answer.headers()).toMatchObject({
		'content-type': 'text/calendar; charset=utf-8',
		'cache-control': 'private, no-store',
		'referrer-policy': 'no-referrer'
	});
	const file = await answer.text();
	expect(file).not.toMatch(/Chez|Ilan|example\.test/);
	const before = entriesIn(file);
	const handOver = before.find(({ title }) => title === 'Remise\u00a0: Échelle de Nora, 3 m')!;
	expect(handOver).toMatchObject({ from: starts_at, until: times.ends_at, place: null, status: 'CONFIRMED' });
	expect(before.find(({ title }) => title.startsWith('Dernier jour'))).toMatchObject({
		from: day(6),
		status: 'CONFIRMED'
	});
	const english = await request.get(link.replace('/calendrier/', '/en/calendar/'));
	expect(entriesIn(await english.text()).map(({ title }) => title)).toContain('Handover: Échelle de Nora, 3 m');

	// What falls through keeps its name, one further on.
	await ask(api, nora, 'rpc/advance_reservation', { id: exchange, action: 'cancel', op_id: randomUUID() });
	const after = entriesIn(await (await request.get(link)).text());
	expect(after.find(({ uid }) => uid === handOver.uid)).toEqual({
		...handOver,
		sequence: handOver.sequence + 1,
		status: 'CANCELLED'
	});
	expect(after.map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED']);

	await page.getByRole('button', { name: 'Supprimer le lien' }).click();
	await expect(page.getByRole('button', { name: 'Créer mon lien' })).toBeVisible();
	expect((await request.get(link)).status()).toBe(404);
	const guessed = link.replace(/[\w-]{22}/, randomUUID().replaceAll('-', '').slice(0, 22));
	expect((await request.get(guessed)).status()).toBe(404);
});
