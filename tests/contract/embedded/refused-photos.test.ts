import { beforeAll, expect, inject, test } from 'vitest';
import { neighbour, newId, type Neighbour } from '../support/neighbours.ts';
import { asWebp, notAPhoto, photo, photoWithExif, photoWithTail, photoWithXmp } from '../support/photo.ts';

let ada: Neighbour;
let listing: string;

beforeAll(async () => {
	ada = await neighbour('Ada');
	listing = newId();
	const { error } = await ada.client.from('listings').insert({ id: listing, kind: 'loan', title: 'Perceuse' });
	if (error) throw error;
});

test.each([
	['that says where it was taken', photoWithExif],
	['that says so in XMP', photoWithXmp],
	['with something after it', photoWithTail],
	['that is a drawing', notAPhoto],
	['cut short', photo.subarray(0, 24)],
	['of nothing', Buffer.alloc(0)],
	['of a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0])],
	['beyond 5 MiB', Buffer.alloc(5 * 1024 * 1024 + 10)]
])('a photo %s is refused, as a form and as bytes', async (_, bytes) => {
	const path = `${ada.id}/${listing}/${newId()}.webp`;
	const photos = ada.client.storage.from('photos');
	for (const bucket of ['photos', 'condition-photos']) {
		const { error } = await ada.client.storage.from(bucket).upload(path, asWebp(bytes), { contentType: 'image/webp' });
		expect(['413', '415']).toContain((error as unknown as { statusCode: string }).statusCode);
	}
	for (const body of [asWebp(bytes), Buffer.from(bytes)]) {
		const { error } = await photos.upload(path, body, { contentType: 'image/webp' });
		expect(['413', '415']).toContain((error as unknown as { statusCode: string }).statusCode);
	}
	expect((await photos.download(path)).error).not.toBeNull();
});

test('a sound one is kept, with its age, and served inert', async () => {
	const path = `${ada.id}/${listing}/sound.webp`;
	const sent = await ada.client.storage.from('photos').upload(path, asWebp(photo), { cacheControl: '86400' });
	expect(sent.error).toBeNull();
	const { data } = await ada.client.auth.getSession();
	const answer = await fetch(`${inject('url')}/storage/v1/object/photos/${path}`, {
		headers: { apikey: inject('key'), authorization: `Bearer ${data.session!.access_token}` }
	});
	expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
	expect(answer.headers.get('content-security-policy')).toContain('sandbox');
	expect(answer.headers.get('content-type')).toBe('image/webp');
});

test('a signed upload is judged alike', async () => {
	const path = `${ada.id}/${listing}/signed.webp`;
	const { data, error } = await ada.client.storage.from('photos').createSignedUploadUrl(path);
	expect(error).toBeNull();
	const bad = await ada.client.storage.from('photos').uploadToSignedUrl(path, data!.token, asWebp(photoWithExif));
	expect(bad.error).not.toBeNull();
	const good = await ada.client.storage.from('photos').uploadToSignedUrl(path, data!.token, asWebp(photo));
	expect(good.error).toBeNull();
});

test('a key cannot leave its folder', async () => {
	for (const path of ['../secrets.json', `${ada.id}/../../secrets.json`, `${ada.id}/%2e%2e/x.webp`]) {
		const { error } = await ada.client.storage.from('photos').upload(path, asWebp(photo));
		expect([path, error === null]).toEqual([path, false]);
	}
});
