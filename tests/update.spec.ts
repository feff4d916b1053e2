import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

/** The same server seen through a door where `edition` is added to the service worker, as a new version would. */
async function door(target: string) {
	const state = { edition: 1 };
	const server = createServer((incoming, outgoing) => {
		const headers = { ...incoming.headers };
		const isWorker = incoming.url === '/service-worker.js';
		if (isWorker) {
			for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name];
		}
		const forwarded = ask(new URL(incoming.url!, target), { method: incoming.method, headers }, (answer) => {
			const kept = { ...answer.headers };
			if (isWorker) {
				for (const name of ['content-length', 'etag', 'last-modified']) delete kept[name];
			}
			outgoing.writeHead(answer.statusCode!, kept);
			answer.pipe(outgoing, { end: !isWorker });
			if (isWorker) answer.on('end', () => outgoing.end(`\n// edition ${state.edition}`));
		});
		forwarded.on('error', () => outgoing.destroy());
		incoming.pipe(forwarded);
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	return { state, url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test('a new version waits for the reader’s word', async ({ page, baseURL }) => {
	const { state, url, close } = await door(baseURL!);
	await page.goto(url);
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (!navigator.serviceWorker.controller) {
			await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
		}
	});
	await expect(page.getByText(/nouvelle version/i)).toHaveCount(0);

	state.edition = 2;
	await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
	await expect(page.getByText(/nouvelle version/i)).toBeVisible();
	await page.getByRole('searchbox').fill('perce');
	await page.waitForTimeout(500);
	await expect(page.getByRole('searchbox')).toHaveValue('perce');

	const reloaded = page.waitForEvent('load');
	await page.getByRole('button', { name: /recharger|mettre à jour|installer/i }).click();
	await reloaded;
	await expect(page.getByText(/nouvelle version/i)).toHaveCount(0);
	close();
});
