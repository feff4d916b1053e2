import type { Serve, Shim } from './serve.ts';

const open = /^\/(?:auth|rest|storage)\/v1(?:\/|$)/;

/** Whether a path belongs to the Supabase API rather than to the app. */
export function isApi(path: string): boolean {
	return open.test(path) || path.startsWith('/realtime/v1/');
}

/**
 * Answers 404 for everything but the three APIs, so that the surfaces `@supabase/lite` keeps for administration
 * (`/_system`, the studio) cannot be reached even by a request that slips past the router.
 */
export const closeOtherDoors: Shim = (next: Serve) => async (request, visitor) => {
	const { pathname } = new URL(request.url);
	if (open.test(pathname)) return next(request, visitor);
	return Response.json({ message: 'Not found' }, { status: 404 });
};
