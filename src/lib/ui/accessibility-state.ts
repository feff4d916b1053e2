import { m } from '#lib/i18n/words.ts';

/** What an audit found, set at build time by whoever runs the service. The law asks every page to say it. */
export function accessibilityState(): string {
	const state = import.meta.env.PUBLIC_ACCESSIBILITY_STATE as string | undefined;
	if (state === 'fully') return m.ui_accessibility_fully();
	return state === 'partly' ? m.ui_accessibility_partly() : m.ui_accessibility_none();
}
