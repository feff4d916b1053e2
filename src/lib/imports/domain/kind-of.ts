import { fold } from './fold.ts';

/** A kind of place in the words by which files may call it. */
export interface KindWords {
	slug: string;
	labels: string[];
	/** `key=value`, joined by ` + ` when all are needed; `*` is any value. */
	osmTags: string[];
}

/** The kind that `words` names: its slug, its label, or a part of it (« ressourcerie » of « Recyclerie / ressourcerie »). */
export function kindCalled(words: string, kinds: readonly KindWords[]): string | null {
	for (const word of words.split(/[,;|]/).map(fold).filter(Boolean)) {
		const exact =
			kinds.find((kind) => namesOf(kind).has(word)) ?? kinds.find((kind) => namesOf(kind).has(singular(word)));
		if (exact) return exact.slug;
	}
	return null;
}

/**
 * The kind of a place of OpenStreetMap. The most exact tags win; among kinds that share theirs, the one its name speaks of,
 * then the usual meaning of the tag.
 */
export function kindTagged(tags: Readonly<Record<string, string>>, kinds: readonly KindWords[]): string | null {
	const matching = kinds.flatMap((kind) =>
		kind.osmTags.filter((tag) => isTagged(tags, tag)).map((tag) => ({ kind, tag }))
	);
	if (matching.length === 0) return null;
	const exactness = (tag: string) => tag.split(' + ').length;
	const most = Math.max(...matching.map(({ tag }) => exactness(tag)));
	const candidates = matching.filter(({ tag }) => exactness(tag) === most).map(({ kind }) => kind);
	const name = ` ${fold(tags.name ?? '')} `;
	const named = candidates.find((kind) => [...namesOf(kind)].some((word) => name.includes(` ${word} `)));
	const usual = candidates.find(({ slug }) => usually.has(slug));
	return (named ?? usual ?? candidates[0]!).slug;
}

/** Of kinds that share a tag, what the tag usually means: a give box is a box, a second-hand shop is a shop. */
const usually = new Set([
	'boite-a-dons',
	'station-reparation-velo',
	'cordonnerie',
	'seconde-main',
	'solidaire-friperie',
	'fablab',
	'maison-quartier',
	'maison-associations',
	'outiltheque'
]);

function isTagged(tags: Readonly<Record<string, string>>, pattern: string): boolean {
	return pattern.split(' + ').every((one) => {
		const [key = '', value] = one.split('=');
		const said = tags[key];
		return said !== undefined && (value === '*' || said.split(';').some((part) => part.trim() === value));
	});
}

function namesOf({ slug, labels }: KindWords): Set<string> {
	return new Set([slug, ...labels, ...labels.flatMap((label) => label.split(/[/(]/))].map(fold));
}

function singular(word: string): string {
	return word.replace(/s\b/g, '');
}
