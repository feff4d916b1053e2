import { dev } from '$app/env';
import { error } from '@sveltejs/kit';

/** Every piece in every state, while developing; the product has no such page. */
export function load() {
	if (!dev) error(404, { message: 'Not Found', code: 'not_found' });
}
