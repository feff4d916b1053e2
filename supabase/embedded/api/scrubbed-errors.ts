import { AsyncLocalStorage } from 'node:async_hooks';
import type { Serve, Shim } from './serve.ts';

/** A fault worth a line in the log, without anything a person wrote. */
export interface Fault {
	name: string;
	code?: string;
	at: string[];
}

const inside = new AsyncLocalStorage<(fault: Fault) => void>();
const methods = ['error', 'warn', 'info', 'log'] as const;
let watching = false;

/**
 * Sends what `@supabase/lite` prints while it answers to `report`, cut down to the kind of the error and where it
 * happened: it prints SQL, parameters and messages, and those hold what people wrote.
 */
export function scrubErrors(report: (fault: Fault) => void): Shim {
	watchConsole();
	return (next: Serve) => (request, visitor) => inside.run(report, () => next(request, visitor));
}

/** Does `work` of `@supabase/lite` without what it prints reaching the terminal. */
export function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
	watchConsole();
	return inside.run(() => undefined, work);
}

/** The kind of an error and the places it passed through: never its message, which may quote a value. */
export function faultOf(thrown: unknown): Fault {
	const { name, code, stack } = (thrown ?? {}) as Partial<Error> & { code?: unknown };
	const at = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	return {
		name: name ?? typeof thrown,
		...(typeof code === 'string' ? { code } : {}),
		at: at.slice(0, 6).map((line) => line.trim())
	};
}

function watchConsole(): void {
	if (watching) return;
	watching = true;
	for (const method of methods) {
		const print = console[method];
		console[method] = (...said: unknown[]) => {
			const report = inside.getStore();
			if (!report) return print(...said);
			const thrown = said.find((part) => typeof part === 'object' && part !== null);
			if (thrown && !isRefusal(thrown)) report(faultOf(thrown));
		};
	}
}

/** Whether the database merely said no: expected, answered, and not worth a line. */
function isRefusal(thrown: object): boolean {
	const { code } = thrown as { code?: unknown };
	return typeof code === 'string' && /^(?:PGRST|22|23|42501)/.test(code);
}
