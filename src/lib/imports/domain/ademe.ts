import { z } from './shape.ts';
import { fold } from './fold.ts';
import type { RawPlace } from './place-row.ts';

type Actor = Readonly<Record<string, string>>;

const answer = z.looseObject({ results: z.array(z.record(z.string(), z.unknown())) });
const ours = ['identifiant', 'type_dacteur', 'paternite'];

/** Whether columns are those of ADEME's actors of the circular economy (« Que faire de mes objets »). */
export function isAdemeTable(headers: readonly string[]): boolean {
	return ours.filter((name) => headers.some((header) => column(header) === name)).length >= 2;
}

/** Whether a JSON is a page of that data set. */
export function isAdeme(json: unknown): boolean {
	const read = answer.safeParse(json);
	return read.success && isAdemeTable(Object.keys(read.data.results[0] ?? {}));
}

/** The actors of a page of the data set. */
export function readAdeme(json: unknown): RawPlace[] {
	return z.parse(answer, json).results.map((actor, index) => {
		const texts = Object.entries(actor).map(([name, said]) => [column(name), said == null ? '' : String(said)]);
		return ademePlace(Object.fromEntries(texts) as Actor, index + 1);
	});
}

/** The same from a line of its CSV. */
export function ademePlaceIn(headers: readonly string[], cells: readonly string[], line: number): RawPlace {
	return ademePlace(Object.fromEntries(headers.map((header, n) => [column(header), cells[n] ?? ''])), line);
}

function ademePlace(actor: Actor, line: number): RawPlace {
	const name = actor.nom_commercial || actor.nom || '';
	return {
		line,
		cells: {
			source_id: actor.identifiant ?? '',
			name,
			kind: kindOf(actor, name),
			about: actor.description ?? '',
			address: [actor.adresse, actor.complement_dadresse].filter(Boolean).join(', '),
			postcode: actor.code_postal ?? '',
			commune: actor.ville ?? '',
			insee: actor.code_commune ?? actor.code_insee ?? '',
			lat: actor.latitude ?? '',
			lon: actor.longitude ?? '',
			opening_hours: actor.horaires_osm ?? '',
			website: actor.site_web ?? '',
			accepts_note: acceptsNote(actor),
			access_notes: actor.uniquement_sur_rdv === 'true' || actor.uniquement_sur_rdv === '1' ? 'Sur rendez-vous' : '',
			licence: actor.licence ?? '',
			source_date: (actor.date_de_derniere_modification ?? '').slice(0, 10)
		}
	};
}

/** What the actor does outweighs what it is: a community that repairs is a repair café, a shop that repairs a repairer. */
function kindOf(actor: Actor, name: string): string {
	const words = `${fold(name)} ${fold(actor.type_dacteur ?? '')} ${fold(actor.types_de_services ?? '')}`;
	return (
		kinds.find(([pattern]) => pattern.test(words))?.[1] ?? (actor.reparer ? 'reparateur' : (actor.type_dacteur ?? ''))
	);
}

const kinds: [RegExp, string][] = [
	[/repair cafe|atelier (d )?auto ?reparation/, 'repair-cafe'],
	[/\bdecheterie/, 'dechetterie'],
	[/ressourcerie|recyclerie/, 'recyclerie'],
	[/bibliotheque d objets|pret d objets/, 'bibliotheque-objets'],
	[/boite a livres/, 'boite-a-livres'],
	[/cordonn/, 'cordonnerie'],
	[/couture|retouche/, 'couturier-retouche'],
	[/ludotheque/, 'ludotheque'],
	[/friperie|emmaus|depot vente|seconde main|occasion/, 'seconde-main'],
	[/point d apport volontaire/, 'point-apport']
];

const does = [
	['donner', 'Donner'],
	['echanger', 'Échanger'],
	['reparer', 'Réparer'],
	['emprunter', 'Emprunter'],
	['acheter', 'Acheter d’occasion'],
	['revendre', 'Revendre'],
	['trier', 'Trier'],
	['rapporter', 'Rapporter']
] as const;

/** « Réparer : vélo, smartphone. Donner : livre. » */
function acceptsNote(actor: Actor): string {
	return does
		.filter(([verb]) => actor[verb])
		.map(
			([verb, said]) =>
				`${said}\u00a0: ${actor[verb]!.split('|')
					.map((one) => one.replaceAll('_', ' ').trim())
					.join(', ')}.`
		)
		.join(' ');
}

/** `Type d'acteur` and `type_dacteur` are one column: the first is its title, the second its name. */
function column(header: string): string {
	return fold(header.replace(/['’]/g, '')).replaceAll(' ', '_');
}
