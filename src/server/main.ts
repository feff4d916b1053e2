/** `npm start`: the app and, unless a Supabase elsewhere is named, the embedded backend, on one origin. */
import { openHouse } from './house.ts';
import { loadKit } from './kit.ts';
import { settingsOf } from './settings.ts';
import { welcome } from './welcome.ts';

try {
	const settings = settingsOf(process.env);
	await openHouse(settings, loadKit);
	welcome(settings);
} catch (fault) {
	// Said to whoever started it, in a sentence: a stack would bury it.
	console.error(fault instanceof Error && process.env.LOG_LEVEL !== 'debug' ? fault.message : fault);
	process.exit(1);
}
