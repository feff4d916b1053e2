import postgres from 'postgres';
import { bringUpToDate } from '../../embedded/migrations.ts';
import type { Outcome } from './suite.ts';

/** Whether the demo street loads whole: a visitor sees its sixty listings but not the private one, and what a session came to. */
export async function seedIsPlanted(url: string): Promise<Outcome> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		const { seeded } = await bringUpToDate(sql, { seed: true });
		const [seen] = await sql.begin(async (visitor) => {
			await visitor`set local role anon`;
			return visitor<[{ listings: number; found: number; private: number; mended: string }]>`
				select (select count(*)::int from public.listings) as listings,
					(select count(*)::int from public.search_listings(page_size => 100)) as found,
					(select count(*)::int from public.listings where title like '%Ateliers') as private,
					(select concat_ws(' ', f.people, f.things, f.fixed, f.repairable, f.end_of_life)
						from public.session_figures('00000000-0000-7005-8000-000000000011') f) as mended`;
		});
		const right =
			seeded &&
			seen.listings >= 60 &&
			seen.found === seen.listings &&
			seen.private === 0 &&
			seen.mended === '9 9 6 1 2';
		return {
			file: 'seed.sql',
			passed: right ? 1 : 0,
			failures: right ? [] : [`a visitor sees ${JSON.stringify(seen)}`]
		};
	} catch (fault) {
		return { file: 'seed.sql', passed: 0, failures: [fault instanceof Error ? fault.message : String(fault)] };
	} finally {
		await sql.end();
	}
}
