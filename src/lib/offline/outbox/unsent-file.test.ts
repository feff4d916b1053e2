import { expect, test } from 'vitest';
import { operation } from './operation.samples.ts';
import { unsentFile } from './unsent-file.ts';

test('what is unsent fits in one file, photographs included', async () => {
	const bytes = new Uint8Array(20_000).map((_, at) => at % 251);
	const file = await unsentFile(
		{
			all: async () => [operation(1, 'a', { payload: { words: 'Bonjour' }, state: 'refused', refusal: 'too_long' })],
			pieces: async () => [{ n: 0, bytes: bytes.buffer, mime: 'image/webp', sent: false }]
		},
		new Date('2026-11-23T10:00:00Z')
	);
	const { operations } = JSON.parse(await file.text()) as { operations: { files: { base64: string }[] }[] };
	expect(operations).toMatchObject([{ payload: { words: 'Bonjour' }, refusal: 'too_long' }]);
	expect(new Uint8Array(Buffer.from(operations[0]!.files[0]!.base64, 'base64'))).toEqual(bytes);
});
