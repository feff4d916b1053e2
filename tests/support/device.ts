import type { Page } from '@playwright/test';

/** Waits until the app can open without network. */
export async function installed(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (!navigator.serviceWorker.controller) {
			await new Promise((resolve) =>
				navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
			);
		}
	});
}

/** Under which keys answers to the resident `uid` are kept on this device. */
export function keysOf(page: Page, uid: string): Promise<string[]> {
	return page.evaluate(async (name) => {
		if (!(await indexedDB.databases()).some((database) => database.name === name)) return [];
		const database = await new Promise<IDBDatabase>((resolve) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => resolve(opening.result);
		});
		const asked = database.objectStoreNames.contains('seen')
			? database.transaction('seen').objectStore('seen').getAllKeys()
			: null;
		if (asked) await new Promise((resolve) => (asked.onsuccess = resolve));
		database.close();
		return (asked?.result ?? []) as string[];
	}, `cache:${uid}`);
}

/** Everything this device keeps and this page shows, as one text: names, keys and values. */
export function kept(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML];
		for (const { name } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((resolve) => {
				const opening = indexedDB.open(name!);
				opening.onsuccess = () => resolve(opening.result);
			});
			found.push(name);
			for (const store of database.objectStoreNames) {
				const asked = database.transaction(store).objectStore(store);
				const [keys, values] = [asked.getAllKeys(), asked.getAll()];
				await new Promise((resolve) => (values.onsuccess = resolve));
				found.push(keys.result, values.result);
			}
			database.close();
		}
		for (const name of await caches.keys()) {
			for (const request of await (await caches.open(name)).keys()) found.push(name, request.url);
		}
		return JSON.stringify(found);
	});
}

/** Lets the session that this device keeps have ended an hour ago. */
export function endSession(page: Page): Promise<void> {
	return page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((resolve) => {
			const opening = indexedDB.open('session');
			opening.onsuccess = () => resolve(opening.result);
		});
		const kept = database.transaction('kept', 'readwrite').objectStore('kept');
		const asked = kept.get('session') as IDBRequest<string>;
		await new Promise<void>((resolve) => {
			asked.onsuccess = () => {
				const ended = { ...(JSON.parse(asked.result) as object), expires_at: Math.floor(Date.now() / 1000) - 3600 };
				kept.put(JSON.stringify(ended), 'session').onsuccess = () => resolve();
			};
		});
		database.close();
	});
}
