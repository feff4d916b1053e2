import type { Server } from 'node:http';

/** Starts listening. @throws {Error} that says in one sentence that the port is taken */
export function listen(server: Server, port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (fault: NodeJS.ErrnoException) => {
			const taken = `Le port ${port} est déjà pris ; choisissez-en un autre : PORT=… · Port ${port} is taken; choose another: PORT=…`;
			reject(fault.code === 'EADDRINUSE' ? new Error(taken) : fault);
		});
		server.listen(port, host, resolve);
	});
}

/** Stops taking requests, lets those under way end for `graceMs`, then cuts what is left. */
export function stopListening(server: Server, graceMs: number): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), graceMs);
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		server.closeIdleConnections();
	});
}
