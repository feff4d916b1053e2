import { setTimeout as pause } from 'node:timers/promises';
import { faultOf } from './api/scrubbed-errors.ts';
import type { Serve } from './api/serve.ts';
import { openBackend, type Backend, type BackendSettings } from './backend.ts';

const pauseMs = 1_000;

/**
 * A backend that opens again by itself when its PostgreSQL is gone: everything anew, since the driver's pools do not
 * always survive it. Meanwhile it answers 503.
 * @throws {FolderInUse} on the first opening
 */
export async function openLastingBackend(settings: BackendSettings): Promise<Backend> {
	const first = await openBackend(settings);
	const { publishableKey } = first;
	let now: Backend | null = first;
	let last = first;
	let isClosed = false;
	const unanswered = new Set<() => void>();
	let watching = watch();

	async function watch(): Promise<void> {
		await last.lost;
		now = null;
		if (isClosed) return;
		settings.report({ name: 'PostgresEnded', at: [] });
		for (const giveUp of unanswered) giveUp();
		await last.close();
		while (!isClosed && !now) {
			now = await openBackend(settings).catch(async (thrown: unknown) => {
				settings.report(faultOf(thrown));
				await pause(pauseMs);
				return null;
			});
		}
		if (!now) return;
		last = now;
		watching = watch();
	}

	/** Some answers would never come once the database is gone: those are given up. */
	const serve: Serve = (request, visitor) => {
		if (!now) return Promise.resolve(sayLater());
		const answering = now.serve(request, visitor);
		return new Promise((resolve, reject) => {
			const giveUp = () => resolve(sayLater());
			unanswered.add(giveUp);
			answering.then(resolve, reject).finally(() => unanswered.delete(giveUp));
		});
	};

	return {
		publishableKey,
		serve,
		upgrade: (request, socket, head) => now?.upgrade(request, socket, head) ?? false,
		letters: () => last.letters(),
		hangUp: () => last.hangUp(),
		lost: new Promise(() => undefined),
		async close() {
			isClosed = true;
			await last.close();
			if (!now) await watching;
			if (now && now !== last) await now.close();
		}
	};
}

function sayLater(): Response {
	const body = { code: '503', message: 'Not ready yet', details: null, hint: null };
	return Response.json(body, { status: 503, headers: { 'retry-after': '2' } });
}
