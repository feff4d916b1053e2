import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Commune } from '#lib/territory/domain/commune.ts';

/** Every commune of the territory, by name. */
export async function listCommunes(db: Db): Promise<Commune[]> {
	return answer(await db.from('communes').select('code,name,slug,lat,lon').order('name'));
}

/** Which of `codes` are communes of the territory. */
export async function whichAreHere(db: Db, codes: string[]): Promise<Set<string>> {
	const rows = answer(await db.from('communes').select('code').in('code', codes));
	return new Set(rows.map(({ code }) => code));
}
