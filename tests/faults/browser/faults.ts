import type { Page } from 'playwright';
import { dispatchSync } from '../../support/background-sync.ts';
import type { Device } from './device.ts';
import { endSessions, type Neighbours } from './residents.ts';
import type { Fault } from './schedule.ts';

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets `fault` happen to `device`. */
export async function befall(neighbours: Neighbours, device: Device, fault: Fault, tab: number): Promise<void> {
	if (fault === 'kill' || fault === 'quit') return device.restart(fault);
	if (fault === 'offline') return device.connect(false);
	if (fault === 'online') return device.connect(true);
	if (fault === 'second tab') return void (device.tabs.length < 2 && (await device.open()));
	if (fault === 'someone else' || fault === 'old token' || fault === 'session over') {
		return device.isOnline ? change(neighbours, device, fault) : undefined;
	}
	const page = await device.tab(tab);
	if (fault === 'close tab') return page.close();
	if (fault === 'freeze') return freeze(device, page);
	if (fault === 'stop worker') {
		const session = await device.inside(page);
		await session.send('ServiceWorker.enable');
		return void (await session.send('ServiceWorker.stopAllWorkers'));
	}
	await leaveToWorker(device);
}

async function change({ api, ada, bo }: Neighbours, device: Device, fault: Fault): Promise<void> {
	if (fault === 'someone else') return device.signIn(device.who === ada ? bo : ada);
	await device.signIn(device.who, old);
	if (fault === 'session over') await endSessions(api, device.who);
}

/** The token has run out long ago, as far as this device knows. */
function old(session: object): object {
	return { ...session, expires_at: Math.floor(Date.now() / 1000) - 3600 };
}

/** Every page goes, and the browser tells the worker that the network is back. */
async function leaveToWorker(device: Device): Promise<void> {
	const blank = await (await device.tab(0)).context().newPage();
	for (const tab of [...device.tabs]) await tab.close();
	await dispatchSync(await device.inside(blank), device.door.url);
	await rest(1_000);
	await device.open();
	await blank.close();
}

/** A page sleeps for a while, perhaps with the lock in hand. */
async function freeze(device: Device, page: Page): Promise<void> {
	// Chromium's own freezing does nothing to a page that a test looks at; a halted script does nothing either.
	const session = await device.inside(page);
	await session.send('Debugger.enable');
	await session.send('Debugger.pause');
	device.asleep.add(page);
	setTimeout(() => void wake(), 4_000);

	async function wake() {
		device.asleep.delete(page);
		await session.detach().catch(() => undefined); // the page went meanwhile
	}
}
