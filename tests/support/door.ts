import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Chance } from '../faults/chance.ts';

/** What may become of a request to the database. */
const fates = ['lost', 'answer lost', 'answer lost', 'twice', 'busy', 'broken', 'swallowed', 'late'] as const;
export type Fate = (typeof fates)[number] | 'through';

const validators = ['if-none-match', 'if-modified-since'];

/** The wires between one device and the server: what its pages and its worker say goes through here. */
export interface Door {
	url: string;
	/** How likely something goes wrong with a request. */
	trouble: number;
	/** What becomes of every request, whatever chance says. */
	fate: Fate | null;
	/** Added to the service worker, as a new version would be. */
	edition: number;
	/** Nothing comes through any more, and what hangs is cut; or it does again. */
	shut(isShut: boolean): void;
	close(): void;
}

/**
 * Opens a door to `target`. With `chance`, the fates of requests follow from it, in the order they arrive.
 * @param hear is told of each, and what became of it
 */
export async function openDoor(
	target: string,
	chance?: Chance,
	hear: (request: string) => void = () => {}
): Promise<Door> {
	const sockets = new Set<Socket>();
	let isShut = false;

	const server = createServer((incoming, outgoing) => {
		const parts: Buffer[] = [];
		incoming.on('error', () => outgoing.destroy());
		incoming.on('data', (part: Buffer) => parts.push(part));
		incoming.on('end', () => pass(incoming, Buffer.concat(parts), outgoing));
	});

	function pass(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
		const { method = 'GET', url = '/' } = incoming;
		const isData = /^\/(rest|storage)\/|^\/auth\/v1\/token/.test(url);
		const isUnlucky = self.trouble > 0 && chance?.happens(self.trouble);
		const drawn = isData ? (self.fate ?? (isUnlucky ? chance!.one(fates) : 'through')) : 'through';
		// What is written over carries no id: a second arrival cannot be told from a new wish.
		const fate = drawn === 'twice' && (method !== 'POST' || url.startsWith('/auth')) ? 'answer lost' : drawn;
		if (isData) hear(`${method} ${url.split('?')[0]} ${fate}`);
		const forward = (answered: (answer: IncomingMessage) => void) => {
			const forwarded = ask(new URL(url, target), { method, headers: incoming.headers }, answered);
			forwarded.on('error', () => outgoing.destroy());
			forwarded.end(body);
		};
		const isWorker = url === '/service-worker.js';
		if (isWorker) for (const name of ['accept-encoding', ...validators]) delete incoming.headers[name];
		const answer = (response: IncomingMessage) => {
			if (isWorker) for (const name of ['content-length', 'etag', 'last-modified']) delete response.headers[name];
			outgoing.writeHead(response.statusCode!, response.headers);
			response.pipe(outgoing, { end: !isWorker });
			if (isWorker) response.on('end', () => outgoing.end(`\n// edition ${self.edition}`));
		};
		const unanswered = (response: IncomingMessage) => response.resume();
		if (fate === 'lost') outgoing.destroy();
		else if (fate === 'busy') outgoing.writeHead(503, { 'retry-after': '1' }).end();
		else if (fate === 'broken') outgoing.writeHead(500).end('<html>');
		else if (fate === 'late')
			setTimeout(() => !outgoing.destroyed && forward(answer), chance?.between(500, 4_000) ?? 1_000);
		else if (fate === 'answer lost' || fate === 'swallowed') {
			forward((response) => {
				unanswered(response);
				if (fate === 'answer lost') outgoing.destroy();
			});
		} else forward(answer);
		if (fate === 'twice') setTimeout(() => forward(unanswered), chance?.between(1, 2_000) ?? 500);
	}

	server.on('connection', (socket) => {
		if (isShut) return socket.destroy();
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => sockets.delete(socket));
	});
	// What is told live goes through as it is.
	server.on('upgrade', (incoming, socket) => {
		const { hostname, port } = new URL(target);
		const beyond = connect(Number(port), hostname, () => {
			const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
			beyond.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
			beyond.pipe(socket).pipe(beyond);
		});
		beyond.on('error', () => socket.destroy());
		socket.on('error', () => beyond.destroy());
		socket.on('close', () => beyond.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));

	const self: Door = {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		trouble: 0,
		fate: null,
		edition: 1,
		shut(next) {
			isShut = next;
			if (isShut) for (const socket of sockets) socket.destroy();
		},
		close() {
			server.close();
			for (const socket of sockets) socket.destroy();
		}
	};
	return self;
}
