import { goto } from '$app/navigation';
import { send } from '#lib/commands.ts';
import { href, m } from '#lib/i18n/words.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

/** Blocks somebody and leaves the conversation with them. */
export async function block(personId: string, name: string): Promise<void> {
	const { state } = await send('people.block', { personId });
	toast(state === 'kept' ? m.ui_kept() : m.conversation_blocked({ name }));
	await goto(href('/exchanges'), { invalidateAll: true });
}
