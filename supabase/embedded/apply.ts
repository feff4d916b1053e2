/** `npm run db:apply -- <postgres url> [--seed]`: brings any PostgreSQL 15 or newer up to date. */
import postgres from 'postgres';
import { bringUpToDate } from './migrations.ts';

const url = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? process.env.DATABASE_URL;
if (!url) {
	console.error('Usage: npm run db:apply -- postgres://user:password@host:5432/database [--seed]');
	process.exit(2);
}

const sql = postgres(url, { max: 1, onnotice: () => {} });
try {
	const { migrations, seeded } = await bringUpToDate(sql, { seed: process.argv.includes('--seed') });
	for (const file of migrations) console.log(`applied ${file}`);
	console.log(migrations.length === 0 ? 'already up to date' : `${migrations.length} migrations applied`);
	if (seeded) console.log('the demo street is in place');
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await sql.end();
}
