import { withBody, type Serve, type Shim } from '../api/serve.ts';

/** Lets `verifyOtp({ type: 'email' })` through under the older name, the only one `@supabase/lite` knows. */
export const acceptEmailCodes: Shim = (next: Serve) => async (request, visitor) => {
	if (request.method !== 'POST' || new URL(request.url).pathname !== '/auth/v1/verify') return next(request, visitor);
	const text = await request.text();
	return next(withBody(request, renamed(text)), visitor);
};

function renamed(text: string): string {
	try {
		const body = JSON.parse(text) as { type?: unknown };
		return body.type === 'email' ? JSON.stringify({ ...body, type: 'magiclink' }) : text;
	} catch {
		return text; // not JSON: the API says so in its own words
	}
}
