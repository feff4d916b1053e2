import { isOffline } from '#lib/offline/network.ts';
import type { AddressAnswer } from '#lib/people/domain/details.ts';
import type { Point } from '#lib/territory/domain/commune.ts';

/** Places that an address, or a point of this device, may be. Asked of this app's own server, in a body: no address in a log. */
export async function findAddress(asked: { text: string } | Point): Promise<AddressAnswer> {
	try {
		const response = await fetch('/geocode', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(asked)
		});
		if (response.status === 429) {
			return { kind: 'busy', retryAfterSeconds: Number(response.headers.get('retry-after')) || 1 };
		}
		return response.ok ? ((await response.json()) as AddressAnswer) : { kind: 'down' };
	} catch (error) {
		if (isOffline(error)) return { kind: 'down' };
		throw error;
	}
}
