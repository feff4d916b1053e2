import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, ViteDevServer } from 'vite';

type Developing = typeof import('../../src/server/developing.ts');

/** Puts the embedded backend inside `npm run dev`, on the same origin, unless another Supabase is named. */
export function embeddedBackend(): Plugin {
	return {
		name: 'embedded-backend',
		apply: 'serve',
		async configureServer(server: ViteDevServer) {
			if (process.env.VITEST || process.env.PUBLIC_SUPABASE_URL) return;
			// Loaded here and by its address, so that a build or a check never touches the backend.
			const { openForDevelopment } = (await import(
				new URL('../../src/server/developing.ts', import.meta.url).href
			)) as Developing;
			const backend = await openForDevelopment(server.config.server.port ?? 4173);
			server.middlewares.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
				if (!backend.answer(request, response)) next();
			});
			server.httpServer?.on('upgrade', backend.upgrade);
			const closeVite = server.close.bind(server);
			server.close = async () => {
				await backend.close();
				await closeVite();
			};
			// Vite takes the next port when this one is taken.
			server.httpServer?.on('listening', () => backend.isOn(server.httpServer!.address()));
		}
	};
}
