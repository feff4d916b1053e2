import { createServer } from 'node:http';
import type { Backend } from '#embedded/backend.ts';
import { openLastingBackend } from '#embedded/lasting-backend.ts';
import { doors } from './doors.ts';
import type { Handler } from './handler.ts';
import { readVersion, type SupabaseAddress } from './health.ts';
import { catchTheRest } from './last-resort.ts';
import { listen, stopListening } from './listening.ts';
import { openLog } from './logging.ts';
import { siteOf, type Settings } from './settings.ts';

const graceMs = 5_000;

/** Loads what answers everything that is not the API. */
export type LoadApp = (settings: Settings, supabase: SupabaseAddress) => Promise<Handler>;

/**
 * Opens the doors, then what stands behind them; answers once everything can serve. Until then `/healthz` says 503.
 * SIGTERM, SIGINT and SIGHUP close it in the reverse order, with nothing under way cut before its time.
 * @throws {Error} with a sentence for whoever started it: port taken, folder in use, no build
 */
export async function openHouse(settings: Settings, loadApp: LoadApp): Promise<void> {
	const log = openLog();
	const house = doors({ settings, log, version: await readVersion() });
	const server = createServer(house.answer);
	server.on('upgrade', house.upgrade);
	await listen(server, settings.port, settings.host);

	let opening: Promise<Backend | null> = Promise.resolve(null);
	const close = async () => {
		house.shut();
		const backend = await opening.catch(() => null); // it said why already, or will
		await backend?.hangUp();
		await stopListening(server, graceMs);
		await backend?.close();
	};
	closeOnSignal(close);
	catchTheRest(log, close);

	try {
		const report = (fault: object) => log.error(fault, 'fault');
		if (!settings.supabase) opening = openLastingBackend({ ...settings, siteUrl: siteOf(settings), report });
		const backend = await opening;
		const supabase = settings.supabase ?? { url: '', publishableKey: backend!.publishableKey };
		house.open({ backend, app: await loadApp(settings, supabase), supabase });
	} catch (fault) {
		await close();
		throw fault;
	}
}

function closeOnSignal(close: () => Promise<void>): void {
	let closing: Promise<void> | null = null;
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
		process.on(signal, () => {
			closing ??= close().then(
				() => process.exit(0),
				() => process.exit(1)
			);
		});
	}
}
