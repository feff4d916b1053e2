import type { WebSocket } from 'ws';
import type { Broadcast } from './broadcasts.ts';
import { readFrame, writeFrame, type Frame, type Version } from './frames.ts';
import type { Permission } from './permission.ts';

const maxChannels = 100;
const longestTimerMs = 2 ** 31 - 1;

interface Channel {
	joinRef: string | null;
	/** What the client calls it: `realtime:` and the name. */
	topic: string;
	token: unknown;
	expiry: NodeJS.Timeout | undefined;
}

/** One browser's socket and the private channels it listens to. */
export class Listener {
	readonly #socket: WebSocket;
	readonly #permission: Permission;
	readonly #version: Version;
	readonly #channels = new Map<string, Channel>();
	#heardAtMs = Date.now();

	constructor(socket: WebSocket, permission: Permission, version: Version) {
		this.#socket = socket;
		this.#permission = permission;
		this.#version = version;
		socket.on('close', () => this.#leaveAll());
	}

	/** When the browser last said anything, ms since the epoch. */
	get heardAtMs(): number {
		return this.#heardAtMs;
	}

	/** Passes a broadcast on, if this browser listens to its topic. */
	deliver({ id, topic, event, payload }: Broadcast): void {
		const channel = this.#channels.get(topic);
		if (channel) this.#say(channel, 'broadcast', { type: 'broadcast', event, payload, meta: { id } });
	}

	/** Asks again whether each channel is still allowed: a session may have ended, an account gone. */
	async reconsider(): Promise<void> {
		for (const [name, channel] of this.#channels) await this.#admit(name, channel, channel.token);
	}

	/** Answers one message of the browser. */
	async hear(data: Buffer, isBinary: boolean): Promise<void> {
		this.#heardAtMs = Date.now();
		const frame = readFrame(data, isBinary, this.#version);
		if (!frame) return;
		const name = frame.topic.replace(/^realtime:/, '');
		if (frame.event === 'heartbeat') return this.#reply(frame, 'ok');
		if (frame.event === 'phx_join') return this.#join(name, frame);
		if (frame.event === 'access_token') return this.#renew(name, frame);
		if (frame.event === 'phx_leave') {
			this.#leave(name);
			return this.#reply(frame, 'ok');
		}
		// The database alone broadcasts, and who is present is nobody's business.
		if (frame.ref) this.#reply(frame, 'error', 'Unauthorized: broadcast and presence are not open to clients');
	}

	async #join(name: string, frame: Frame): Promise<void> {
		const { config, access_token: token } = frame.payload as { config?: { private?: unknown }; access_token?: unknown };
		if (config?.private !== true) {
			return this.#reply(frame, 'error', 'PrivateOnly: This project only allows private channels');
		}
		if (this.#channels.size >= maxChannels)
			return this.#reply(frame, 'error', 'ChannelRateLimitReached: Too many channels');
		const leave = await this.#permission.toListen(name, token);
		if (!leave) {
			const reason = `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`;
			return this.#reply(frame, 'error', reason);
		}
		this.#leave(name);
		const channel: Channel = { joinRef: frame.joinRef, topic: frame.topic, token, expiry: undefined };
		this.#channels.set(name, channel);
		this.#expireAt(name, channel, leave.untilMs);
		this.#reply(frame, 'ok');
	}

	async #renew(name: string, frame: Frame): Promise<void> {
		const channel = this.#channels.get(name);
		const token = (frame.payload as { access_token?: unknown }).access_token;
		if (channel) await this.#admit(name, channel, token);
	}

	async #admit(name: string, channel: Channel, token: unknown): Promise<void> {
		const leave = await this.#permission.toListen(name, token);
		if (this.#channels.get(name) !== channel) return;
		if (!leave) return this.#close(name, channel, 'You do not have permissions to read from this Channel topic');
		channel.token = token;
		this.#expireAt(name, channel, leave.untilMs);
	}

	#expireAt(name: string, channel: Channel, untilMs: number): void {
		clearTimeout(channel.expiry);
		if (untilMs === Infinity) return;
		const inMs = Math.min(Math.max(0, untilMs - Date.now()), longestTimerMs);
		channel.expiry = setTimeout(() => this.#close(name, channel, 'Token has expired'), inMs).unref();
	}

	#close(name: string, channel: Channel, message: string): void {
		this.#say(channel, 'system', { status: 'error', extension: 'system', channel: name, message });
		this.#say(channel, 'phx_close', {});
		this.#leave(name);
	}

	#leave(name: string): void {
		clearTimeout(this.#channels.get(name)?.expiry);
		this.#channels.delete(name);
	}

	#leaveAll(): void {
		for (const name of [...this.#channels.keys()]) this.#leave(name);
	}

	#say({ joinRef, topic }: Channel, event: string, payload: Frame['payload']): void {
		this.#socket.send(writeFrame({ joinRef, ref: null, topic, event, payload }, this.#version));
	}

	#reply({ joinRef, ref, topic }: Frame, status: 'ok' | 'error', reason?: string): void {
		const payload = { status, response: reason ? { reason } : { postgres_changes: [] } };
		this.#socket.send(writeFrame({ joinRef, ref, topic, event: 'phx_reply', payload }, this.#version));
	}
}
