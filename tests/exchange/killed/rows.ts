import type { Sql } from 'postgres';

const uuid = /[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}/g;
const instant = /(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)\.\d+/g;

/** Every row of the product, as text. */
export async function rowsIn(sql: Sql): Promise<string[]> {
	const tables = await sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname in ('public', 'private', 'realtime', 'storage')
		order by 1`;
	const all: string[] = [];
	for (const { name } of tables) {
		const rows = await sql.unsafe<{ row: string }[]>(`select (to_jsonb(t) - 'seq')::text as row from ${name} t`);
		all.push(...rows.map(({ row }) => `${name} ${row}`));
	}
	return all;
}

/**
 * How two sets of rows differ, leaving out what is drawn anew by every run: ids that were not `known` before, numbers of lines,
 * parts of a second.
 */
export function differences(one: string[], other: string[], known: Set<string>): string[] {
	const count = (rows: string[]) => {
		const counts = new Map<string, number>();
		for (const row of rows) {
			const plain = row
				.replace(uuid, (id) => (known.has(id) ? id : '*'))
				.replace(instant, '$1')
				.replace(/"id": \d+/g, '"id": *')
				.replace(/("once": "[a-z_ ]+) \d+/g, '$1 *');
			counts.set(plain, (counts.get(plain) ?? 0) + 1);
		}
		return counts;
	};
	const [here, there] = [count(one), count(other)];
	return [...new Set([...here.keys(), ...there.keys()])]
		.filter((row) => here.get(row) !== there.get(row))
		.map((row) => `${here.get(row) ?? 0} rather than ${there.get(row) ?? 0} times: ${row}`);
}

/** Every id that these rows name. */
export function idsIn(rows: string[]): Set<string> {
	return new Set(rows.flatMap((row) => row.match(uuid) ?? []));
}
