/** Whether `error` means that the network, not the product, said no. */
export function isOffline(error: unknown): boolean {
	if (typeof navigator !== 'undefined' && navigator.onLine === false) return true;
	const message =
		error instanceof Error ? error.message : String((error as { message?: unknown } | null)?.message ?? '');
	// fetch and import reject with words that differ by browser; postgrest-js wraps them in an object with a message.
	return /failed to fetch|networkerror|(load|fetch|script) failed|imported module|^offline$/i.test(message);
}

/** Waits for work that a page can do without: its part stays unsaid when there is no network; any other failure rises. */
export function unlessOffline(work: Promise<unknown>): Promise<void> {
	return work.then(
		() => undefined,
		(error: unknown) => {
			if (!isOffline(error)) throw error;
		}
	);
}
