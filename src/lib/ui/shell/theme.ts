/** The reader's wish; `system` lets the device decide. src/app.html applies it before the first paint. */
export type Theme = 'system' | 'light' | 'dark';

const following: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

/** The theme kept on this device. Browser only. */
export function keptTheme(): Theme {
	const { theme } = document.documentElement.dataset;
	return theme === 'light' || theme === 'dark' ? theme : 'system';
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
}
