/** How long a first installation may take. */
const withinMs = 60_000;

/** Whether the screens of the app open without network on this device: waits for them to be kept, a minute at most. */
export async function screensKept(): Promise<boolean> {
	if (!('serviceWorker' in navigator)) return false;
	const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), withinMs));
	const ready = navigator.serviceWorker.ready.then(() => true as const);
	return Promise.race([ready, late]);
}
