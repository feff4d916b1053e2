import postgres, { type Sql } from 'postgres';
import { bringUpToDate } from '#embedded/migrations.ts';
import { throwAwayPostgres } from '#embedded/throw-away.ts';
import { takeTheClock, untold } from './clock.ts';
import { statementsOf, type Wrong } from './wrongs.ts';

/** A server whose databases tell the time they are told, each an up-to-date and empty Passerelle. */
export interface Ground {
	/** The address of a new database, broken in the given way before anyone comes. */
	database(wrong?: Wrong): Promise<string>;
	close(): Promise<void>;
}

/** Opens one. */
export async function openGround(tuning: Record<string, string> = {}): Promise<Ground> {
	const server = await throwAwayPostgres({ shared_buffers: '64MB', max_connections: '120', jit: 'off', ...tuning });
	const at = (name: string) => server.url.replace(/\/postgres$/, `/${name}`);
	const root = single(server.url);
	let made = 0;
	try {
		await root`create database first`;
		const first = single(at('first'));
		await takeTheClock(first);
		await bringUpToDate(first);
		const elsewhere = await untold(first);
		await first.end();
		if (elsewhere.length) throw new Error(`tells the machine's time: ${elsewhere.join(', ')}`);
	} catch (fault) {
		await root.end();
		await server.stop();
		throw fault;
	}
	return {
		async database(wrong) {
			const name = `street_${++made}`;
			await root.unsafe(`create database ${name} template first`);
			if (wrong) {
				const sql = single(at(name));
				await sql.unsafe(await statementsOf(sql, wrong)).simple();
				await sql.end();
			}
			return at(name);
		},
		async close() {
			await root.end();
			await server.stop();
		}
	};
}

function single(url: string): Sql {
	return postgres(url, { max: 1, onnotice: () => undefined });
}
