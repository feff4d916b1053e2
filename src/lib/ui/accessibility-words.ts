import { m } from '#lib/i18n/words.ts';
import { operator } from '#lib/operator/note.ts';

const words = {
	none: m.ui_accessibility_none,
	partly: m.ui_accessibility_partly,
	fully: m.ui_accessibility_fully
};

/** How far the service is accessible, in the words of the law. */
export function accessibilityWords(): string {
	return words[operator().accessibility]();
}
