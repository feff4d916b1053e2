/** `node supabase/tests/concurrency.ts [postgres url]`: what only many people at once can show. An embedded server unless given one. */
import { throwAwayPostgres } from '../embedded/throw-away.ts';
import { bookAtOnce } from './support/booking.ts';
import { countOneByOne } from './support/counting.ts';
import { crowd } from './support/crowd.ts';
import { giveAtOnce } from './support/giving.ts';
import { helpAtOnce } from './support/helping.ts';
import { insistAtOnce } from './support/insisting.ts';
import { repairAtOnce } from './support/repairing.ts';
import { sitAtOnce } from './support/seating.ts';
import { arriveAtOnce } from './support/arriving.ts';
import { askForOneOfMany, waitAtOnce } from './support/waiting.ts';

const given = process.argv[2];
const server = given ? { url: given, stop: async () => {} } : await throwAwayPostgres({ max_connections: '120' });
let passed = 0;
let failed = 0;

function check(promise: string, kept: boolean, seen: unknown): void {
	if (kept) passed++;
	else failed++;
	console.log(`${kept ? 'ok' : 'not ok'}  ${promise}${kept ? '' : `: ${JSON.stringify(seen)}`}`);
}

const neighbours = await crowd(server.url, 202);
try {
	await bookAtOnce(neighbours, check);
	await insistAtOnce(neighbours, check);
	await giveAtOnce(neighbours, check);
	await sitAtOnce(neighbours, check);
	await repairAtOnce(neighbours, check);
	await countOneByOne(neighbours, check);
	await helpAtOnce(neighbours, check);
	await arriveAtOnce(neighbours, check);
	await waitAtOnce(neighbours, check);
	await askForOneOfMany(neighbours, check);
} finally {
	await neighbours.leave();
	await server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
