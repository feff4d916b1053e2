import { beforeAll, expect, inject, test } from 'vitest';
import { neighbour, newId, publishedDrill, visitor, type Neighbour } from './support/neighbours.ts';
import { asWebp, notAPhoto, photo } from './support/photo.ts';

let ada: Neighbour;
let bo: Neighbour;
let path: string;

beforeAll(async () => {
	[ada, bo] = await Promise.all([neighbour('Ada'), neighbour('Bo')]);
	path = `${ada.id}/${await publishedDrill(ada)}/photo.webp`;
	const { error } = await ada.client.storage.from('photos').upload(path, asWebp(photo), { contentType: 'image/webp' });
	if (error) throw error;
});

test('a photo comes back as it went in, to visitors too, while its listing is published', async () => {
	for (const client of [ada.client, bo.client, visitor()]) {
		const { data, error } = await client.storage.from('photos').download(path);
		expect(error).toBeNull();
		expect(data?.type).toBe('image/webp');
		expect(Buffer.from(await data!.arrayBuffer())).toEqual(photo);
	}
});

test('nobody sees the photo of a draft but its owner', async () => {
	const draft = newId();
	await ada.client.from('listings').insert({ id: draft, kind: 'loan', title: 'Brouillon' });
	const hidden = `${ada.id}/${draft}/photo.webp`;
	expect((await ada.client.storage.from('photos').upload(hidden, asWebp(photo))).error).toBeNull();
	expect((await ada.client.storage.from('photos').download(hidden)).error).toBeNull();
	expect((await bo.client.storage.from('photos').download(hidden)).error).not.toBeNull();
	expect((await visitor().storage.from('photos').download(hidden)).error).not.toBeNull();
});

test('nobody puts a photo in another’s folder or listing', async () => {
	const listing = path.split('/')[1];
	for (const place of [`${ada.id}/${listing}/theirs.webp`, `${bo.id}/${listing}/mine.webp`, `${bo.id}/loose.webp`]) {
		const { error } = await bo.client.storage.from('photos').upload(place, asWebp(photo));
		expect([place, error?.message]).toEqual([place, 'new row violates row-level security policy']);
	}
	const anonymous = await visitor().storage.from('photos').upload(path, asWebp(photo));
	expect(anonymous.error).not.toBeNull();
});

test('another type is refused', async () => {
	const place = path.replace('photo', 'drawing');
	const { error } = await ada.client.storage
		.from('photos')
		.upload(place, new Blob([notAPhoto], { type: 'image/svg+xml' }), { contentType: 'image/svg+xml' });
	expect(error).not.toBeNull();
});

test('a signed address opens one photo for a while', async () => {
	const { data, error } = await ada.client.storage.from('photos').createSignedUrl(path, 60);
	expect(error).toBeNull();
	const opened = await fetch(data!.signedUrl);
	expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/webp']);
	const forged = await fetch(data!.signedUrl.replace(/token=[^.]+/, 'token=x'));
	expect(forged.ok).toBe(false);

	const many = await ada.client.storage.from('photos').createSignedUrls([path, path.replace('photo', 'none')], 60);
	expect(many.error).toBeNull();
	expect(many.data?.map(({ signedUrl }) => Boolean(signedUrl))).toEqual([true, false]);
});

test('a photo is removed by its owner alone', async () => {
	const place = path.replace('photo', 'second');
	await ada.client.storage.from('photos').upload(place, asWebp(photo));
	expect((await bo.client.storage.from('photos').remove([place])).data).toEqual([]);
	const removed = await ada.client.storage.from('photos').remove([place]);
	expect([removed.error, removed.data?.length]).toEqual([null, 1]);
	expect((await ada.client.storage.from('photos').download(place)).error).not.toBeNull();
});

test('the path that the app’s photo route reads answers the same', async () => {
	const headers = { apikey: inject('key') };
	for (const door of ['object/photos', 'object/authenticated/photos']) {
		const answer = await fetch(`${inject('url')}/storage/v1/${door}/${path}`, { headers });
		expect([door, answer.status, answer.headers.get('content-type')]).toEqual([door, 200, 'image/webp']);
	}
});
