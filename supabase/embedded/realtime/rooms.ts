import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { WebSocketServer, type WebSocket } from 'ws';
import { faultOf, type Fault } from '../api/scrubbed-errors.ts';
import { followBroadcasts } from './broadcasts.ts';
import { Listener } from './listener.ts';
import { Permission } from './permission.ts';

const reconsiderEveryMs = 60_000;
const silenceMs = 90_000;
const goodbyeMs = 1_000;
const maxMessageBytes = 64 * 1024;

/** Live channels: private ones only, fed by the database alone. `@supabase/lite` has none. */
export interface Rooms {
	/** Takes a socket that asks for `/realtime/v1`; answers whether it did. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	/** Cuts every socket and takes no more. */
	hangUp(): Promise<void>;
	close(): Promise<void>;
}

interface Wiring {
	sql: Sql;
	jwtSecret: string;
	publishableKey: string;
	report: (fault: Fault) => void;
}

/** Opens the live channels on a database. */
export async function openRooms({ sql, jwtSecret, publishableKey, report }: Wiring): Promise<Rooms> {
	const permission = new Permission(sql, jwtSecret, publishableKey);
	const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
	const listeners = new Map<WebSocket, Listener>();

	const stopFollowing = await followBroadcasts(
		sql,
		(broadcast) => listeners.forEach((listener) => listener.deliver(broadcast)),
		report
	);
	const round = setInterval(() => {
		for (const [socket, listener] of listeners) {
			if (Date.now() - listener.heardAtMs > silenceMs) socket.terminate();
			else listener.reconsider().catch((thrown) => report(faultOf(thrown)));
		}
	}, reconsiderEveryMs).unref();

	sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
		const version = new URL(request.url!, 'http://localhost').searchParams.get('vsn')?.startsWith('1') ? 1 : 2;
		const listener = new Listener(socket, permission, version);
		listeners.set(socket, listener);
		// One message after the other: a renewal must not overtake the join it renews.
		let hearing = Promise.resolve();
		socket.on('message', (data: Buffer, isBinary) => {
			hearing = hearing.then(() => listener.hear(data, isBinary)).catch((thrown) => report(faultOf(thrown)));
		});
		socket.on('error', (thrown) => report(faultOf(thrown)));
		socket.on('close', () => listeners.delete(socket));
	});

	return {
		upgrade(request, socket, head) {
			const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
			if (!pathname.startsWith('/realtime/v1/')) return false;
			if (pathname !== '/realtime/v1/websocket' || searchParams.get('apikey') !== publishableKey) {
				socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
				return true;
			}
			sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
			return true;
		},
		async hangUp() {
			sockets.close();
			for (const socket of listeners.keys()) socket.close(1001);
			// A browser that does not answer would keep the server open for half a minute.
			for (let waitedMs = 0; listeners.size > 0 && waitedMs < goodbyeMs; waitedMs += 50) await pause(50);
			for (const socket of listeners.keys()) socket.terminate();
		},
		async close() {
			clearInterval(round);
			for (const socket of listeners.keys()) socket.terminate();
			await stopFollowing();
		}
	};
}
