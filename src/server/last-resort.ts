import type { Logger } from 'pino';
import { faultOf } from '#embedded/api/scrubbed-errors.ts';

/**
 * What happens to a fault that nobody caught. A forgotten promise is logged and the server goes on: one resident's
 * mishap must not close the door to all. Anything else leaves us in a state unknown: logged, then closed.
 */
export function catchTheRest(log: Logger, close: () => Promise<void>): void {
	process.on('unhandledRejection', (thrown) => log.error(faultOf(thrown), 'unhandled'));
	process.on('uncaughtException', (thrown) => {
		if (isLostWrite(thrown)) return log.error(faultOf(thrown), 'unhandled');
		log.fatal(faultOf(thrown), 'uncaught');
		void close().finally(() => process.exit(1));
	});
}

/**
 * postgres.js throws from a timer when a connection closes before a small write has left (porsager/postgres#1154,
 * 3.4.9). The query was refused already; nothing else is lost.
 */
function isLostWrite(thrown: Error): boolean {
	return /at Immediate\.nextWrite .*\/postgres\/src\/connection\.js/.test(thrown.stack ?? '');
}
