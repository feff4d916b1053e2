import type { RefusalCode } from '#lib/errors/refusal.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** `offline`, or the refusal a person should read. */
			code?: RefusalCode | 'offline';
			/** What to quote when asking for help; the log holds the same id. */
			id?: string;
		}
		interface PageState {
			/** The page was already read again as the resident. */
			asResident?: boolean;
		}
	}
}

export {};
