import { createContext } from 'svelte';

/** Who is using this device, as far as the page knows. The root layout makes it and fills it; pages read it. */
export class Session {
	/** Whether this device has been asked; before that, nobody knows. Always false on the server. */
	ready = $state(false);
	/** The signed-in resident, or `null` for a visitor. */
	person = $state<{ id: string; name: string } | null>(null);
	/** How many exchanges wait for the resident. */
	waiting = $state(0);

	/** Says who is signed in; `null` after signing out. */
	becomes(person: { id: string; name: string } | null): void {
		this.person = person;
		if (!person) this.waiting = 0;
		this.ready = true;
	}
}

/** `useSession()` in a component answers the session of the page; the root layout calls `provideSession` once. */
export const [useSession, provideSession] = createContext<Session>();
