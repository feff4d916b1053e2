import type { Kinds } from '../command.ts';
import type { OutboxHere } from '../outbox/here.ts';
import type { Operation } from '../outbox/operation.ts';
import { standing, type Standing } from '../outbox/standing.ts';
import { standingOf, thingsAmong, type Thing } from './things.ts';

/** Everything of the resident that the database does not have yet, as a page shows it: it follows every change. */
export class Unsent {
	/** In the order they were asked for; marks of what was read are nobody's concern. */
	operations = $state.raw<Operation[]>([]);
	/** Whether this device has been asked. */
	ready = $state(false);
	here = $state.raw<OutboxHere | null>(null);
	isOnline = $state(true);
	isSignedIn = $state(true);
	readonly things: Thing[] = $derived(thingsAmong(this.operations));

	readonly #open: () => Promise<OutboxHere | null>;
	readonly #kinds: Kinds;

	constructor(open: () => Promise<OutboxHere | null>, kinds: Kinds) {
		this.#open = open;
		this.#kinds = kinds;
	}

	/** Where an operation stands. */
	standing(operation: Operation): Standing {
		return standing(operation, this.operations, this);
	}

	/** Where a thing stands. */
	standingOf(thing: Thing): Standing {
		return standingOf(thing, this.operations, this);
	}

	/** Follows what changes, on this page and on others. Answers how to stop. */
	follow(): () => void {
		let stop = () => {};
		let gone = false;
		const look = () => {
			this.isOnline = navigator.onLine !== false;
			if (this.here && !gone) void this.#read(this.here);
		};
		// Whoever leaves takes the outbox along: there is nothing left to look at.
		const forget = () => {
			this.here = null;
			this.operations = [];
		};
		this.isOnline = navigator.onLine !== false;
		addEventListener('online', look);
		addEventListener('offline', look);
		document.addEventListener('visibilitychange', look);
		void this.#open().then((here) => {
			this.ready ||= !here;
			if (!here || gone) return;
			this.here = here;
			stop = here.outbox.follow((news) => {
				if (news.is === 'left') forget();
				else if (news.is !== 'beat') look();
			});
			look();
		});
		return () => {
			gone = true;
			stop();
			removeEventListener('online', look);
			removeEventListener('offline', look);
			document.removeEventListener('visibilitychange', look);
		};
	}

	async #read({ outbox }: OutboxHere): Promise<void> {
		const all = await outbox.all().catch((error: unknown) => {
			// It was closed meanwhile: its resident is leaving this device.
			if (this.here) throw error;
			return null;
		});
		if (!all || !this.here) return;
		this.operations = all.filter(({ kind }) => !this.#kinds[kind]?.fleeting).toSorted((a, b) => a.seq - b.seq);
		this.isSignedIn = outbox.paused() !== 'sign_in';
		this.ready = true;
	}
}
