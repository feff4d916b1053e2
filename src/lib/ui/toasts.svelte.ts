/** A short word about what was just done, with at most one thing to do about it. */
export interface Toast {
	id: number;
	text: string;
	action?: { label: string; onclick: () => void };
}

const shownMs = 6_000;
const shownWithActionMs = 12_000;

// One page, one reader: written only by what a person does in the browser, never on the server.
export const toasts = $state<Toast[]>([]);
let made = 0;

/** Shows `text` in the corner for a few seconds, longer when it offers an `action`. Only in the browser. */
export function toast(text: string, { action }: { action?: Toast['action'] } = {}): void {
	const id = ++made;
	toasts.push({ id, text, action });
	setTimeout(() => dismiss(id), action ? shownWithActionMs : shownMs);
}

/** Takes a toast away before its time. */
export function dismiss(id: number): void {
	const index = toasts.findIndex((shown) => shown.id === id);
	if (index >= 0) toasts.splice(index, 1);
}
