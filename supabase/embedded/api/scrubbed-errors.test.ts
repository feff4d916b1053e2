import { expect, test } from 'vitest';
import { faultOf, scrubErrors, type Fault } from './scrubbed-errors.ts';

const secret = 'ada@demo.test';

async function reported(work: () => void): Promise<Fault[]> {
	const faults: Fault[] = [];
	const serve = scrubErrors((fault) => faults.push(fault))(async () => {
		work();
		return new Response();
	});
	await serve(new Request('http://here/'), { address: '' });
	return faults;
}

test('a printed error is cut down to its kind and place', async () => {
	const error = Object.assign(new TypeError(`no ${secret}`), { query: secret, parameters: [secret], code: 'XX000' });
	const [fault, ...others] = await reported(() => console.error('Auth error:', error));
	expect(others).toEqual([]);
	expect(fault).toMatchObject({ name: 'TypeError', code: 'XX000' });
	expect(fault!.at[0]).toMatch(/^at /);
	expect(JSON.stringify(fault)).not.toContain(secret);
});

test('a printed sentence, and what the database merely refused, leave no line', async () => {
	expect(await reported(() => console.log(`mail to ${secret}`))).toEqual([]);
	const refusal = { code: 'PGRST', message: secret };
	expect(await reported(() => console.error(refusal))).toEqual([]);
});

test('an error without a stack, or nothing at all, is reported by its kind', () => {
	expect(faultOf('text')).toEqual({ name: 'string', at: [] });
	expect(faultOf(undefined)).toEqual({ name: 'undefined', at: [] });
});
