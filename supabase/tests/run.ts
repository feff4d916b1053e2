/** `npm run test:database [name…]`: every pgTAP file, on the embedded PostgreSQL 17 and on Debian's 15 where it is installed. */
import { throwAwayPostgres } from '../embedded/throw-away.ts';
import { debianPostgres } from './support/debian-postgres.ts';
import { staysInsideBorders } from './support/real-borders.ts';
import { meansTheSameDays } from './support/recurrences.ts';
import { seedIsPlanted } from './support/seeded.ts';
import { play, prepareForTests, testFiles, type Outcome } from './support/suite.ts';

const files = await testFiles(process.argv.slice(2));
let passed = 0;
let failed = 0;

const servers = [onServer('PostgreSQL 17, embedded', () => throwAwayPostgres({ shared_buffers: '64MB' }))];
if (await debianPostgres.isInstalled()) servers.push(onServer('PostgreSQL 15, Debian', debianPostgres.launch));
else if (process.env.CI === 'true') {
	console.log('not ok: PostgreSQL 15 must be installed where CI runs (apt-get install postgresql-15)');
	failed++;
} else console.log('PostgreSQL 15 is not installed here: portability is checked in CI');
await Promise.all(servers);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Plays every file on a server of its own; the servers at once, and each says at its end how it went. */
async function onServer(
	name: string,
	launch: () => Promise<{ url: string; stop: () => Promise<void> }>
): Promise<void> {
	const said = [name];
	const report = ({ file, passed: right, failures }: Outcome): void => {
		passed += right;
		failed += failures.length;
		said.push(`  ${failures.length > 0 ? 'FAILED' : 'ok'}  ${file}  ${right}`);
		for (const failure of failures) said.push(`    ${failure}`);
	};
	const server = await launch();
	try {
		await prepareForTests(server.url);
		for (const file of files) report(await play(server.url, file));
		report(await seedIsPlanted(server.url));
		report(await meansTheSameDays(server.url));
		const borders = await staysInsideBorders(server.url);
		if (borders) report(borders);
	} catch (fault) {
		report({ file: name, passed: 0, failures: [fault instanceof Error ? fault.message : String(fault)] });
	} finally {
		await server.stop();
		console.log(said.join('\n'));
	}
}
