/** What supabase-js never does, and others may: the socket spoken to by hand. */
import { readFile } from 'node:fs/promises';
import { SignJWT } from 'jose';
import { afterEach, beforeAll, expect, inject, test } from 'vitest';
import WebSocket from 'ws';
import { join } from 'node:path';
import { neighbour, type Neighbour } from '../support/neighbours.ts';

type Frame = [
	joinRef: string | null,
	ref: string | null,
	topic: string,
	event: string,
	payload: Record<string, unknown>
];

let ada: Neighbour;
let token: string;
const open: WebSocket[] = [];

beforeAll(async () => {
	ada = await neighbour('Ada');
	token = (await ada.client.auth.getSession()).data.session!.access_token;
});

afterEach(() => open.splice(0).forEach((socket) => socket.terminate()));

test('without the key there is no socket', async () => {
	const socket = new WebSocket(`${inject('url').replace('http', 'ws')}/realtime/v1/websocket?apikey=no&vsn=2.0.0`);
	const refused = await new Promise((resolve) => socket.on('error', (fault) => resolve(fault.message)));
	expect(refused).toContain('401');
});

test('a public channel is refused', async () => {
	const { say, next } = await connect();
	say(['1', '1', `realtime:person:${ada.id}`, 'phx_join', { config: { private: false }, access_token: token }]);
	expect((await next())[4]).toMatchObject({
		status: 'error',
		response: { reason: expect.stringMatching(/^PrivateOnly/) }
	});
});

test('the older spelling of the protocol is understood', async () => {
	const { socket } = await connect('1.0.0');
	const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
	socket.send(JSON.stringify({ topic: 'phoenix', event: 'heartbeat', payload: {}, ref: '7' }));
	expect(JSON.parse(await answer)).toMatchObject({ ref: '7', event: 'phx_reply', payload: { status: 'ok' } });
});

test('a channel closes when its token expires', async () => {
	const { say, next } = await connect();
	say(['1', '1', `realtime:person:${ada.id}`, 'phx_join', { config: { private: true }, access_token: await brief(2) }]);
	expect((await next())[4]).toMatchObject({ status: 'ok' });
	expect((await next())[3]).toBe('system');
	expect((await next())[3]).toBe('phx_close');
});

test('a forged token, another’s topic and a token that replaces a good one are all refused', async () => {
	const { say, next } = await connect();
	const [head, body] = token.split('.');
	const topic = `realtime:person:${ada.id}`;
	say(['1', '1', topic, 'phx_join', { config: { private: true }, access_token: `${head}.${body}.forged` }]);
	expect((await next())[4]).toMatchObject({ status: 'error' });
	say(['2', '2', topic, 'phx_join', { config: { private: true }, access_token: token }]);
	expect((await next())[4]).toMatchObject({ status: 'ok' });
	say(['2', '3', topic, 'access_token', { access_token: `${head}.${body}.forged` }]);
	expect((await next())[3]).toBe('system');
	expect((await next())[3]).toBe('phx_close');
});

test('presence and a client’s broadcast are refused', async () => {
	const { say, next } = await connect();
	const topic = `realtime:person:${ada.id}`;
	say(['1', '1', topic, 'phx_join', { config: { private: true }, access_token: token }]);
	await next();
	for (const event of ['presence', 'broadcast']) {
		say(['1', '2', topic, event, { type: event, event: 'track', payload: {} }]);
		expect((await next())[4]).toMatchObject({ status: 'error' });
	}
});

async function connect(version = '2.0.0') {
	const url = `${inject('url').replace('http', 'ws')}/realtime/v1/websocket?apikey=${inject('key')}&vsn=${version}`;
	const socket = new WebSocket(url);
	open.push(socket);
	const heard: Frame[] = [];
	const waiting: ((frame: Frame) => void)[] = [];
	await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
	socket.on('message', (data) => {
		const frame = JSON.parse(String(data)) as Frame;
		const wanted = waiting.shift();
		if (wanted) wanted(frame);
		else heard.push(frame);
	});
	return {
		socket,
		say: (frame: Frame) => socket.send(JSON.stringify(frame)),
		next: () => new Promise<Frame>((resolve) => (heard.length ? resolve(heard.shift()!) : waiting.push(resolve)))
	};
}

/** A token of Ada's that lasts `seconds`. */
async function brief(seconds: number): Promise<string> {
	const { jwtSecret } = JSON.parse(await readFile(join(inject('dataDir'), 'secrets.json'), 'utf8')) as {
		jwtSecret: string;
	};
	return new SignJWT({ role: 'authenticated' })
		.setProtectedHeader({ alg: 'HS256' })
		.setSubject(ada.id)
		.setIssuedAt()
		.setExpirationTime(`${seconds} seconds`)
		.sign(new TextEncoder().encode(jwtSecret));
}
