import { send } from '#lib/commands.ts';
import { isRefusal, type RefusalCode } from '#lib/errors/refusal.ts';
import { m } from '#lib/i18n/words.ts';
import type { Reason, Target } from '#lib/reports/domain/report.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

/** Tells the operator that something is wrong with `target`; `done` once that is said or kept. Answers why it was refused. */
export async function report(
	target: Target,
	reason: Reason,
	note: string,
	done: () => void
): Promise<RefusalCode | null> {
	try {
		const { state } = await send('reports.send', { target, reason, note });
		done();
		toast(state === 'kept' ? m.ui_kept() : m.conversation_report_sent());
		return null;
	} catch (error) {
		if (!isRefusal(error)) throw error;
		return error.code;
	}
}
