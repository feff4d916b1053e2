import { fold } from './fold.ts';

/** Lower-case words joined by hyphens, 40 letters at the most: what the database calls a source. */
export function sourceNamed(name: string): string {
	const stem = name.replace(/\.[a-z0-9]{1,8}$/i, '');
	const slug = fold(stem).replaceAll(' ', '-').slice(0, 40).replace(/-$/, '');
	return slug.length < 2 ? 'fichier' : slug;
}

/** Whether a word may name a source. */
export function isSource(word: string): boolean {
	return /^[a-z0-9-]{2,40}$/.test(word);
}
