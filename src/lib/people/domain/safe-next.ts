const site = 'https://here.invalid';
const longest = 500;

// What this origin also serves and that is no page: some of it redirects where it is told to.
const noPage = /^\/+(auth|rest|storage|realtime|functions|graphql|dev|_app)(\/|$)/i;

/** Where to go after signing in: a path of this site, or `home` when `next` is anything else. */
export function safeNext(next: string | null | undefined, home = '/'): string {
	if (!next || next.length > longest || !next.startsWith('/') || isTwisted(next)) return home;
	if (!URL.canParse(next, site)) return home;
	const url = new URL(next, site);
	if (url.origin !== site || url.username || url.password) return home;
	// `/.//evil.example` becomes `//evil.example` once its dots are resolved.
	if (url.pathname.startsWith('//') || noPage.test(decoded(url.pathname))) return home;
	return url.pathname + url.search + url.hash;
}

/** Characters that browsers drop or turn into slashes while reading an address. */
function isTwisted(text: string): boolean {
	// eslint-disable-next-line no-control-regex -- control characters are what is looked for
	return /^\/\/|[\\\u0000-\u0020\u007f-\u009f\u2028\u2029\ufeff]/.test(text);
}

function decoded(path: string): string {
	return path.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
