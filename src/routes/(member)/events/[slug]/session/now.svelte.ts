/** The time, in milliseconds since the epoch, told again every `everyMs` while the component that calls this is on screen. */
export function ticking(everyMs = 20_000): { readonly now: number } {
	let now = $state(Date.now());
	$effect(() => {
		const tick = setInterval(() => (now = Date.now()), everyMs);
		return () => clearInterval(tick);
	});
	return {
		get now() {
			return now;
		}
	};
}
