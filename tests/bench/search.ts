/** `npm run bench:search [listings]`: times searches as a visitor under row level security, beside the same query bare. */
import postgres, { type Sql } from 'postgres';
import { bringUpToDate } from '../../supabase/embedded/migrations.ts';
import { throwAwayPostgres } from '../../supabase/embedded/throw-away.ts';
import { furnish } from './street.ts';

const listings = Number(process.argv[2] ?? 100_000);
const runs = Number(process.env.RUNS ?? 200);

interface Search {
	name: string;
	budgetMs: number;
	/** Arguments of `search_listings` for the nth run. */
	call: (n: number) => string;
	/** The same question put to the tables directly, when comparing says something. */
	bare?: (n: number) => string;
}

const frequent = ['perceuse', 'tondeuse', 'vélo', 'tente', 'livres', 'table', 'échelle', 'guitare'];
const misspelt = ['perceuze', 'tonddeuse', 'guitrae', 'echele', 'livrse', 'tetne', 'tabel', 'veloo'];
const categories = ['bricolage', 'jardin', 'mobilite', 'sport', 'maison', 'musique', 'cuisine', 'savoirs'];
const pick = (from: string[], n: number) => from[n % from.length]!;
const near = (n: number) => {
	const lat = 48.11 + Math.sin(n * 1.7) * 0.06;
	const lon = -1.68 + Math.cos(n * 2.3) * 0.09;
	return { lat: lat.toFixed(5), lon: lon.toFixed(5) };
};
const point = (n: number) => `near_lat => ${near(n).lat}, near_lon => ${near(n).lon}`;
const dates = (n: number) => [3 + (n % 40), 5 + (n % 40)].map((day) => `now() + interval '${day} days'`);
const plane = (n: number) => `private.plane(${near(n).lat}, ${near(n).lon})`;
const shown = `select l.id, l.title, e.pt, o.display_name, (select p.path from public.listing_photos p where p.listing_id = l.id order by p.position limit 1)
	from private.search_entries e join public.listings l on l.id = e.listing_id join public.people o on o.id = l.owner_id`;

const searches: Search[] = [
	{
		name: 'words, category, 5 km, two dates, nearest',
		budgetMs: 5,
		call: (n) =>
			`query => '${pick(frequent, n)}', category => '${pick(categories, n)}', ${point(n)}, within_meters => 5000,
			free_from => ${dates(n)[0]}, free_until => ${dates(n)[1]}`,
		bare: (n) => `${shown} where strip(e.tsv) @@ plainto_tsquery('french', private.plain('${pick(frequent, n)}'))
			and e.top_category = '${pick(categories, n)}' and e.pt <@ circle(${plane(n)}, 5000)
			and not exists (select from public.reservations r where r.listing_id = e.listing_id and r.state in ('accepted', 'handed_over')
				and r.during && tstzrange(${dates(n).join(', ')}))
			order by e.pt <-> ${plane(n)} limit 20`
	},
	{
		name: 'words, nearest',
		budgetMs: 5,
		call: (n) => `query => '${pick(frequent, n)}', ${point(n)}`,
		bare: (n) =>
			`${shown} where strip(e.tsv) @@ plainto_tsquery('french', private.plain('${pick(frequent, n)}')) order by e.pt <-> ${plane(n)} limit 20`
	},
	{ name: 'words, newest', budgetMs: 5, call: (n) => `query => '${pick(frequent, n)}'` },
	{ name: 'category, nearest', budgetMs: 5, call: (n) => `category => '${pick(categories, n)}', ${point(n)}` },
	{ name: 'sub-category, nearest', budgetMs: 5, call: (n) => `category => 'outils-a-main', ${point(n)}` },
	{ name: 'category, newest', budgetMs: 5, call: (n) => `category => '${pick(categories, n)}'` },
	{ name: 'nothing asked, newest', budgetMs: 5, call: () => '' },
	{ name: 'nothing asked, nearest', budgetMs: 5, call: point },
	{
		name: 'two dates, nearest',
		budgetMs: 5,
		call: (n) => `${point(n)}, free_from => ${dates(n)[0]}, free_until => ${dates(n)[1]}`
	},
	{
		name: 'by the hour, two dates, nearest',
		budgetMs: 5,
		call: (n) => `kinds => '{space,service}', ${point(n)}, free_from => ${dates(n)[0]}, free_until => ${dates(n)[1]}`
	},
	{ name: 'kind, nearest', budgetMs: 5, call: (n) => `kinds => '{space}', ${point(n)}` },
	{ name: 'rare word, nearest', budgetMs: 15, call: (n) => `query => 'rare${n % 20}', ${point(n)}` },
	{ name: 'rare word, newest', budgetMs: 15, call: (n) => `query => 'rare${n % 20}'` },
	{
		name: 'rare and frequent words, nearest',
		budgetMs: 15,
		call: (n) => `query => '${pick(frequent, n)} rare${n % 20}', ${point(n)}`
	},
	{ name: 'no hit, nearest', budgetMs: 15, call: (n) => `query => 'xylograp${n}zz', ${point(n)}` },
	{
		name: 'two words never together',
		budgetMs: 15,
		call: (n) => `query => 'perceuse guitare tente velo', ${point(n)}`
	},
	{ name: 'one typo, nearest', budgetMs: 15, call: (n) => `query => '${pick(misspelt, n)}', ${point(n)}` },
	{ name: 'one typo, newest', budgetMs: 15, call: (n) => `query => '${pick(misspelt, n)}'` }
];

const server = await throwAwayPostgres({ shared_buffers: '512MB', max_wal_size: '4GB' });
const [sql, asVisitor] = [1, 2].map(() => postgres(server.url, { max: 1, onnotice: () => undefined })) as [Sql, Sql];
let over = 0;
try {
	await bringUpToDate(sql);
	console.log(`${listings} listings, ${runs} runs each; p50 / p95 in ms, as a visitor | bare`);
	await furnish(sql, listings);
	await sql`checkpoint`; // or the first searches would wait for what furnishing left to write
	await asVisitor`set role anon`;
	for (const { name, budgetMs, call, bare } of searches) {
		const asked: Asked = {
			connection: asVisitor,
			statement: (n) => `select * from public.search_listings(${call(n)})`
		};
		const [visitor, direct] = await time(bare ? [asked, { connection: sql, statement: bare }] : [asked]);
		const within = visitor!.p95 <= budgetMs && (!direct || visitor!.p95 <= Math.max(2 * direct.p95, budgetMs / 2));
		if (!within) over++;
		const line = [
			`${within ? '  ' : '! '}${name.padEnd(44)}`,
			show(visitor!).padEnd(16),
			direct ? show(direct).padEnd(16) : ''.padEnd(16)
		];
		console.log(line.join(' '), `rows ${visitor!.rows.toFixed(1)}, budget ${budgetMs}`);
	}
	console.log(over === 0 ? 'all within budget' : `${over} over budget`);
} finally {
	await Promise.all([sql.end(), asVisitor.end()]);
	await server.stop();
}
process.exitCode = over > 0 ? 1 : 0;

interface Timing {
	p50: number;
	p95: number;
	/** Mean number of rows answered. */
	rows: number;
}

interface Asked {
	connection: Sql;
	statement: (n: number) => string;
}

/** Takes turns, so that whatever else the machine does weighs on each alike. */
async function time(askers: Asked[]): Promise<Timing[]> {
	const times: number[][] = askers.map(() => []);
	const rows = askers.map(() => 0);
	for (let n = -10; n < runs; n++) {
		for (const [i, { connection, statement }] of askers.entries()) {
			const begun = performance.now();
			const found = await connection.unsafe(statement(Math.abs(n)));
			if (n < 0) continue; // warming up
			times[i]!.push(performance.now() - begun);
			rows[i]! += found.length;
		}
	}
	return times.map((taken, i) => {
		taken.sort((a, b) => a - b);
		const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]!;
		return { p50: at(0.5), p95: at(0.95), rows: rows[i]! / runs };
	});
}

function show({ p50, p95 }: Timing): string {
	return `${p50.toFixed(2)} / ${p95.toFixed(2)}`;
}
