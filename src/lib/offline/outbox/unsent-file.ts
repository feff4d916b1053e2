import type { Operation } from './operation.ts';
import type { Shelf } from './shelf.ts';

/** Everything unsent as a file that its author can keep: plain JSON, photographs in base64. */
export async function unsentFile(shelf: Pick<Shelf, 'all' | 'pieces'>, at: Date): Promise<Blob> {
	const operations = await Promise.all(
		(await shelf.all()).map(async (operation) => ({ ...readable(operation), files: await filesOf(shelf, operation) }))
	);
	const text = JSON.stringify({ madeAt: at.toISOString(), operations }, null, '\t');
	return new Blob([text], { type: 'application/json' });
}

function readable({ id, kind, v, payload, state, refusal, madeAt }: Operation) {
	return { id, kind, v, payload, state, refusal, madeAt: new Date(madeAt).toISOString() };
}

async function filesOf(shelf: Pick<Shelf, 'pieces'>, { seq }: Operation) {
	return (await shelf.pieces(seq)).map(({ mime, bytes }) => ({ mime, base64: base64(new Uint8Array(bytes)) }));
}

// In steps: a whole photograph at once is more arguments than a call may have.
function base64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return btoa(text);
}
