export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];
export const base: Locale = 'fr';

/** Path segment as the route folders have it -> its public name; missing = the same. */
const names: Record<Locale, Record<string, string>> = {
	fr: {
		search: 'chercher',
		listings: 'annonces',
		publish: 'proposer',
		edit: 'modifier',
		print: 'imprimer',
		exchanges: 'echanges',
		gifts: 'dons',
		draws: 'tirages',
		new: 'nouveau',
		guests: 'participants',
		people: 'personnes',
		places: 'lieux',
		poster: 'affiche',
		correct: 'corriger',
		add: 'ajouter',
		account: 'compte',
		'sign-in': 'connexion',
		'sign-up': 'inscription',
		'forgotten-password': 'mot-de-passe-oublie',
		'new-password': 'nouveau-mot-de-passe',
		welcome: 'bienvenue',
		profile: 'profil',
		details: 'coordonnees',
		mine: 'mes-annonces',
		searches: 'mes-recherches',
		placard: 'mon-placard',
		windows: 'creneaux',
		calendar: 'calendrier',
		notifications: 'nouvelles',
		emails: 'courriels',
		unsubscribe: 'ne-plus-recevoir',
		events: 'agenda',
		session: 'seance',
		door: 'porte',
		sort: 'tri',
		table: 'ma-table',
		board: 'tableau',
		paper: 'papier',
		entry: 'ressaisie',
		summary: 'bilan',
		visit: 'visite',
		booking: 'ma-visite',
		coming: 'a-venir',
		unsent: 'envois',
		help: 'aide',
		legal: 'mentions-legales',
		privacy: 'vos-donnees',
		accessibility: 'accessibilite',
		rules: 'regles-de-vie',
		import: 'importer',
		repairs: 'reparations',
		'open-data': 'donnees-ouvertes',
		figures: 'chiffres'
	},
	en: {}
};

const folders = Object.fromEntries(
	locales.map((locale) => [locale, Object.fromEntries(Object.entries(names[locale]).map(([a, b]) => [b, a]))])
) as Record<Locale, Record<string, string>>;

function renamed(path: string, map: Record<string, string>): string {
	const end = path.search(/[?#]/);
	const pathname = end < 0 ? path : path.slice(0, end);
	const rest = end < 0 ? '' : path.slice(end);
	const segments = pathname.split('/').map((name) => (Object.hasOwn(map, name) ? map[name] : name));
	return segments.join('/') + rest;
}

/** The language a public path is in. */
export function localeOf(path: string): Locale {
	return locales.find((locale) => locale !== base && (path === `/${locale}` || path.startsWith(`/${locale}/`))) ?? base;
}

/** Public path -> route path: `/annonces/3` and `/en/listings/3` are both `/listings/3`. */
export function delocalise(path: string): string {
	const locale = localeOf(path);
	return renamed((locale === base ? path : path.slice(locale.length + 1)) || '/', folders[locale]);
}

/** Route path (with its query or hash, if any) -> public path in `locale`. */
export function localise(path: string, locale: Locale): string {
	const shown = renamed(path, names[locale]);
	return locale === base ? shown : shown === '/' ? `/${locale}` : `/${locale}${shown}`;
}
