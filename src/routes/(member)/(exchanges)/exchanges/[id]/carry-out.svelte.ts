import { isRefusal, type RefusalCode } from '#lib/errors/refusal.ts';
import { sentenceFor } from '#lib/i18n/refusals.ts';
import { m } from '#lib/i18n/words.ts';
import type { Sent } from '#lib/offline/send.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { listKey, oneKey } from '../../../../waiting.ts';
import { readAgain } from '../../../../read-again.ts';

/** Sends one thing at a time about an exchange, says what became of it, and reads the exchange again. */
export class CarryingOut {
	busy = $state(false);
	refusal = $state<RefusalCode | null>(null);

	/** Answers whether the database, or this device, has it. */
	async now(doIt: () => Promise<Sent>, said: string): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.refusal = null;
		let isSent = false;
		try {
			const { state } = await doIt();
			isSent = true;
			toast(state === 'kept' ? m.ui_kept() : said);
		} catch (error) {
			if (!isRefusal(error)) throw error;
			if (error.code === 'already_done') toast(sentenceFor('already_done').why);
			else this.refusal = error.code;
		} finally {
			this.busy = false;
		}
		await readAgain(oneKey, listKey);
		return isSent;
	}
}
