/** `npm start`: the app and, unless a Supabase elsewhere is named, the embedded backend, on one origin. */
import { createServer } from 'node:http';
import { openBackend, type Backend } from '#embedded/backend.ts';
import { doors } from './doors.ts';
import { readVersion } from './health.ts';
import { loadKit } from './kit-handler.ts';
import { listen, stopListening } from './listening.ts';
import { openLog } from './logging.ts';
import { settingsOf, siteOf, type Settings } from './settings.ts';
import { welcome } from './welcome.ts';

const graceMs = 5_000;
const log = openLog();

try {
	await start(settingsOf(process.env));
} catch (fault) {
	// Said to whoever started it, in a sentence: a stack would bury it.
	console.error(fault instanceof Error ? fault.message : fault);
	if (process.env.LOG_LEVEL === 'debug') console.error(fault);
	process.exit(1);
}

async function start(settings: Settings): Promise<void> {
	const app = doors({ settings, log, version: await readVersion() });
	const server = createServer(app.answer);
	server.on('upgrade', app.upgrade);
	await listen(server, settings.port, settings.host);

	let backend: Backend | null = null;
	let stopping = false;
	const stop = async () => {
		if (stopping) return;
		stopping = true;
		app.shut();
		await stopListening(server, graceMs);
		await backend?.close();
		process.exit(0);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);

	const report = (fault: object) => log.error(fault, 'fault');
	if (!settings.supabase) backend = await openBackend({ ...settings, siteUrl: siteOf(settings), report });
	const supabase = settings.supabase ?? { url: '', publishableKey: backend!.publishableKey };
	app.open({ backend, kit: await loadKit(settings, supabase), supabase });
	welcome(settings, backend !== null && settings.demo);
}
