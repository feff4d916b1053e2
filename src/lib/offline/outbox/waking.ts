import type { OutboxHere } from './here.ts';

const everyMs = 30_000;

/**
 * Sends what waits whenever things may have changed for the better: at the start, when the network, the page or the
 * resident comes back, and every half minute while the page is looked at. Answers how to stop.
 */
export function keepSending(open: () => Promise<OutboxHere | null>): () => void {
	const send = () =>
		void open()
			.then((here) => here?.outbox.kick(true))
			.catch(console.info);
	const whenSeen = () => document.visibilityState === 'visible' && send();
	const whenAsked = (event: MessageEvent) => event.data === 'SEND_UNSENT' && send();
	const timer = setInterval(whenSeen, everyMs);
	addEventListener('online', send);
	addEventListener('pageshow', send);
	document.addEventListener('visibilitychange', whenSeen);
	navigator.serviceWorker?.addEventListener('message', whenAsked);
	send();
	return () => {
		clearInterval(timer);
		removeEventListener('online', send);
		removeEventListener('pageshow', send);
		document.removeEventListener('visibilitychange', whenSeen);
		navigator.serviceWorker?.removeEventListener('message', whenAsked);
	};
}
