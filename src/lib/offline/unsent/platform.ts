/** What of a browser decides what can be promised to its reader. */
export interface Platform {
	userAgent: string;
	maxTouchPoints: number;
	/** Opened from the home screen. */
	isInstalled: boolean;
}

/** The browser that this page runs in. */
export function platformHere(): Platform {
	const { userAgent, maxTouchPoints, standalone } = navigator as Navigator & { standalone?: boolean };
	const isInstalled = standalone === true || matchMedia('(display-mode: standalone)').matches;
	return { userAgent, maxTouchPoints, isInstalled };
}

/** Whether what is unsent leaves with no page open, once the network is back. */
export function sendsByItself(): boolean {
	return 'serviceWorker' in navigator && 'SyncManager' in globalThis;
}

/**
 * Whether the browser erases what a site keeps after seven days without a visit, unless it is on the home screen:
 * every browser of an iPhone or an iPad is Safari underneath. An iPad says it is a Mac, but Macs have no touch screen.
 */
export function forgetsAfterAWeek({ userAgent, maxTouchPoints, isInstalled }: Platform): boolean {
	if (isInstalled) return false;
	return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
