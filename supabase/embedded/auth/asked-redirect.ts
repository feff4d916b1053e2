import { AsyncLocalStorage } from 'node:async_hooks';
import type { Serve, Shim } from '../api/serve.ts';

const asked = new AsyncLocalStorage<string | null>();

/**
 * Remembers where a mail's link should lead (`redirectTo`), which `@supabase/lite` forgets: it always names the site's
 * front page. Whether the address is allowed is checked when the link is followed.
 */
export const rememberRedirect: Shim = (next: Serve) => (request, visitor) =>
	asked.run(new URL(request.url).searchParams.get('redirect_to'), () => next(request, visitor));

/** Where the request being answered wants its mail to lead, or `null`. */
export function askedRedirect(): string | null {
	return asked.getStore() ?? null;
}
