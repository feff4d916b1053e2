import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Figures } from '#lib/figures/domain/figures.ts';

/** Repairs of the sessions anybody may know of, and past ones of the territory: the same for everybody. */
export async function readFigures(db: Db): Promise<Figures> {
	return answer(await db.rpc('repair_figures', {})) as unknown as Figures;
}
