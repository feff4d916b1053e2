/** The server of `npm start` without the built app: all that these tests ask it. Same variables, same messages. */
import { openHouse } from '../../../src/server/house.ts';
import { settingsOf } from '../../../src/server/settings.ts';

try {
	await openHouse(settingsOf(process.env), async () => (_request, _response, next) => next());
} catch (fault) {
	console.error(fault instanceof Error ? fault.message : fault);
	process.exit(1);
}
