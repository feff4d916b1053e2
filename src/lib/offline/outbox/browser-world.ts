import type { Channel, News, World } from './world.ts';

/** The world as a page or a worker has it. `makeRoom` forgets what can be read again. */
export function browserWorld(makeRoom: () => Promise<void>): World {
	return {
		now: Date.now,
		random: Math.random,
		after(ms, work) {
			const timer = setTimeout(work, ms);
			return () => clearTimeout(timer);
		},
		isOnline: () => navigator.onLine !== false,
		locks: navigator.locks && {
			request: <T>(name: string, options: LockOptions, work: () => Promise<T>) =>
				navigator.locks.request(name, options, work) as Promise<T>
		},
		channel: broadcast,
		makeRoom
	};
}

/** A channel that every page of this device with the same name hears. */
function broadcast(name: string): Channel {
	if (!('BroadcastChannel' in globalThis)) return { post: () => {}, listen: () => () => {} };
	const channel = new BroadcastChannel(name);
	return {
		post: (news) => channel.postMessage(news),
		listen(hear) {
			const heard = (event: MessageEvent<News>) => hear(event.data);
			channel.addEventListener('message', heard);
			return () => channel.removeEventListener('message', heard);
		}
	};
}
