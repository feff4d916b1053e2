import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Commune } from '#lib/territory/domain/commune.ts';

const columns = 'code,name,slug,lat,lon';

/** Every commune of the territory, by name. */
export async function listCommunes(db: Db): Promise<Commune[]> {
	return answer(await db.from('communes').select(columns).order('name'));
}

/** The communes with these INSEE codes; without a request when there are none. */
export async function communesAmong(db: Db, codes: string[]): Promise<Commune[]> {
	const wanted = [...new Set(codes)].toSorted();
	return wanted.length ? answer(await db.from('communes').select(columns).in('code', wanted)) : [];
}
