/**
 * The reader's wish; `system` lets the device decide. The service worker writes it into each page before its first paint
 * (`src/service-worker/theme.ts`); where there is none, `src/app.html` shows it a moment later.
 */
export type Theme = 'system' | 'light' | 'dark';

const barColours = { light: '#faf8f2', dark: '#121815' };
const following: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

/** The theme kept on this device. Browser only. */
export function keptTheme(): Theme {
	const { theme } = document.documentElement.dataset;
	return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Gives `theme` to what is outside the page: the bars of the browser, and the service worker, for the pages to come. */
export function tellTheme(theme: Theme): void {
	for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		const own = (meta.dataset.own ??= meta.content);
		meta.content = theme === 'system' ? own : barColours[theme];
	}
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	void workers?.ready.then(({ active }) => active?.postMessage({ theme }));
}

/** Shows the theme after `theme`, keeps it on this device, answers it. */
export function nextTheme(theme: Theme): Theme {
	const next = following[theme];
	keepTheme(next);
	return next;
}

/** Shows `theme` and keeps it on this device. */
export function keepTheme(theme: Theme): void {
	if (theme === 'system') {
		delete document.documentElement.dataset.theme;
		localStorage.removeItem('theme');
	} else {
		document.documentElement.dataset.theme = theme;
		localStorage.setItem('theme', theme);
	}
	tellTheme(theme);
}
