import { openOutboxHere } from '#lib/commands.ts';
import { keepSending } from '#lib/offline/outbox/waking.ts';
import { readAgain } from './read-again.ts';
import { listKey, oneKey } from './waiting.ts';

export { default as UnsentStatus } from './UnsentStatus.svelte';

/** What a resident's own listings depend on. */
const ownKey = 'listings:mine';

/** Sends what this device keeps for its resident, and has pages read again what arrived, until it is stopped. */
export function sendUnsent(): () => void {
	let unfollow = () => {};
	let gone = false;
	let soon: ReturnType<typeof setTimeout> | undefined;
	const stop = keepSending(openOutboxHere);
	void openOutboxHere().then((here) => {
		if (!here || gone) return;
		unfollow = here.outbox.follow((news) => {
			if (news.is !== 'settled') return;
			// A day's worth arrives in a burst: read once.
			clearTimeout(soon);
			soon = setTimeout(() => {
				for (const key of [listKey, oneKey, ownKey]) void readAgain(key);
			}, 300);
		});
	});
	return () => {
		gone = true;
		clearTimeout(soon);
		unfollow();
		stop();
	};
}
