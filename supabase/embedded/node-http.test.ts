import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { answerByServe } from './node-http.ts';

/** Asks a server that answers with `body`; `look` sees the answer begin. Answers how answering ended. */
async function asked(body: ReadableStream, look: (leave: () => void) => void): Promise<unknown> {
	const { promise: ended, resolve } = Promise.withResolvers<unknown>();
	const server = createServer((incoming, outgoing) => {
		answerByServe(() => Promise.resolve(new Response(body)), incoming, outgoing, 'http://p.test').then(
			() => resolve('well'),
			resolve
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const asking = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
	asking
		.on('error', () => undefined)
		.on('response', (answer) => {
			answer.on('error', () => undefined).resume();
			look(() => asking.destroy());
		});
	asking.end();
	const how = await ended;
	server.closeAllConnections();
	server.close();
	return how;
}

const endless = () => new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) });

it('takes it well that whoever asked is gone', async () => {
	expect(await asked(endless(), (leave) => leave())).toBe('well');
});

it('says what went wrong with an answer of its own', async () => {
	let fail = (): void => undefined;
	const broken = new ReadableStream({
		start(controller) {
			controller.enqueue(new Uint8Array(10));
			fail = () => controller.error(new Error('the row was gone'));
		}
	});
	expect(await asked(broken, () => fail())).toMatchObject({ message: 'the row was gone' });
});
