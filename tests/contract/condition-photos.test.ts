import { beforeAll, expect, test } from 'vitest';
import { neighbour, newId, publishedDrill, visitor, type Neighbour } from './support/neighbours.ts';
import { asWebp, notAPhoto, photo } from './support/photo.ts';

const bucket = 'condition-photos';

let ada: Neighbour;
let bo: Neighbour;
let cy: Neighbour;
let exchange: string;
let path: string;

/** Calls a function of the database. @throws what it said when it said no */
async function call(who: Neighbour, name: string, args: object): Promise<void> {
	const { error } = await who.client.rpc(name, args);
	if (error) throw new Error(`${name}: ${error.message}`);
}

async function borrow(who: Neighbour, listing: string, days: number): Promise<string> {
	const id = newId();
	const starts_at = new Date(Date.now() + days * 86_400_000).toISOString();
	const ends_at = new Date(Date.now() + (days + 0.5) * 86_400_000).toISOString();
	await call(who, 'request_reservation', { id, listing_id: listing, starts_at, ends_at });
	await call(ada, 'advance_reservation', { id, action: 'accept', op_id: newId() });
	return id;
}

const download = async (who: { client: ReturnType<typeof visitor> }, at = path) =>
	(await who.client.storage.from(bucket).download(at)).data;

beforeAll(async () => {
	[ada, bo, cy] = await Promise.all([neighbour('Ada'), neighbour('Bo'), neighbour('Cy')]);
	const drill = await publishedDrill(ada);
	exchange = await borrow(bo, drill, 1);
	// Cy borrows the same thing later: a neighbour of the exchange, and none of it.
	await borrow(cy, drill, 5);
	path = `${bo.id}/${exchange}/state.webp`;
	for (const place of [path, path.replace('.webp', '-small.webp')]) {
		const { error } = await bo.client.storage.from(bucket).upload(place, asWebp(photo), { contentType: 'image/webp' });
		if (error) throw error;
	}
});

test('until it is reported, a photo is seen by whoever took it alone', async () => {
	expect(await download(bo)).not.toBeNull();
	expect(await download(ada)).toBeNull();
});

test('then by the two of them, and by nobody else', async () => {
	const photos = [{ path, width: 8, height: 8 }];
	await call(bo, 'report_condition', {
		id: newId(),
		reservation_id: exchange,
		moment: 'hand_over',
		note: '',
		facts: {},
		photos
	});
	for (const place of [path, path.replace('.webp', '-small.webp')]) {
		for (const who of [ada, bo]) {
			expect(Buffer.from(await (await download(who, place))!.arrayBuffer())).toEqual(photo);
		}
		const stranger = await neighbour('Di');
		for (const who of [cy, stranger, { client: visitor() }]) expect(await download(who, place)).toBeNull();
	}
	const { data } = await cy.client.storage.from(bucket).list(`${bo.id}/${exchange}`);
	expect(data).toEqual([]);
	expect((await cy.client.storage.from(bucket).createSignedUrl(path, 60)).data).toBeNull();
});

test('nobody adds to an exchange they are not in, nor in another’s name', async () => {
	for (const [who, place] of [
		[cy, `${cy.id}/${exchange}/x.webp`],
		[cy, `${bo.id}/${exchange}/x.webp`],
		[ada, `${bo.id}/${exchange}/x.webp`]
	] as const) {
		expect((await who.client.storage.from(bucket).upload(place, asWebp(photo))).error).not.toBeNull();
	}
	expect((await visitor().storage.from(bucket).upload(path.replace('state', 'x'), asWebp(photo))).error).not.toBeNull();
});

test('nothing but a photograph goes in, and what was reported does not come out', async () => {
	const other = path.replace('state', 'other');
	const drawn = new Blob([notAPhoto], { type: 'image/webp' });
	expect(
		(await bo.client.storage.from(bucket).upload(other, drawn, { contentType: 'image/webp' })).error
	).not.toBeNull();
	expect((await bo.client.storage.from(bucket).remove([path])).data).toEqual([]);
	expect(await download(bo)).not.toBeNull();
});
