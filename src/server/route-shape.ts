const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** A path as it may be logged: no query, every id and file name replaced by what it stands for. */
export function routeShape(path: string): string {
	const bare = path.split(/[?#]/)[0]!;
	if (bare.startsWith('/_app/')) return '/_app/…';
	return bare
		.replace(/^(\/(?:en\/)?(?:calendar|calendrier)\/).+/, '$1:token')
		.replace(uuid, ':id')
		.replace(/[^/]+\.webp$/, ':photo')
		.replace(/(?<=\/)(?=[^/]*[%@\d])[^/]{9,}/g, ':value')
		.slice(0, 120);
}
