import { device, type Device } from './device.ts';
import { openPage, type Page } from './page.ts';
import type { Stage } from './stage.ts';
import { wishesOf, type Wishes } from './wishes.ts';

/** Two residents, their devices, and everything that happens to them. */
export interface Story {
	ada: string;
	bo: string;
	talk: string;
	drill: string;
	/** Lent to somebody else for a year. */
	saw: string;
	/** A repair session that Bo runs and Ada lends a hand at. */
	session: string;
	devices: Device[];
	owner: Map<Device, string>;
	wishes: Wishes;
	/** What is under way on behalf of pages: rejections in it are faults. */
	faults: unknown[];
	pageOn(where: Device): Page;
	open(where: Device, uid: string, name?: string): Page;
	/** Somebody else signs in on a device; its pages find out one after the other. */
	switchTo(where: Device, uid: string): Promise<void>;
}

/** Puts the residents in place. */
export async function openStory(stage: Stage): Promise<Story> {
	const { street, chance, time } = stage;
	const [ada, bo] = [await street.resident('Ada'), await street.resident('Bo')];
	stage.names.set(ada, 'ada').set(bo, 'bo');
	const drill = await street.listing(bo);
	const saw = await street.lentOut(bo, await street.resident('Cy'));
	const talk = await street.talk(drill, bo, ada);
	const session = await street.session(bo, ada);
	const devices = [device('phone', time, chance), device('laptop', time, chance)];
	const owner = new Map([
		[devices[0]!, ada],
		[devices[1]!, bo]
	]);
	const faults: unknown[] = [];
	let opened = 0;

	const story: Story = {
		ada,
		bo,
		talk,
		drill,
		saw,
		session,
		devices,
		owner,
		wishes: wishesOf(stage),
		faults,
		pageOn: (where) => [...where.pages].find((page) => !page.frozen) ?? story.open(where, owner.get(where)!),
		open(where, uid, name = 'tab') {
			const page = openPage(stage, where, uid, `${where.name} ${name} ${++opened}`);
			page.outbox.kick(true).catch((fault: unknown) => faults.push(fault));
			return page;
		},
		async switchTo(where, uid) {
			const before = [...where.pages];
			owner.set(where, uid);
			where.session = await street.signIn(uid, stage.epoch + time.now() + where.skewMs);
			stage.note(`${stage.nameOf(uid)} signs in on ${where.name}`);
			for (const page of before) {
				page.later(chance.between(0, 3000), () => {
					if (page.uid === uid) return void page.outbox.kick(true).catch((fault: unknown) => faults.push(fault));
					page.outbox.close().catch((fault: unknown) => faults.push(fault));
					page.die();
					story.open(where, uid);
				});
			}
			if (!before.length) story.open(where, uid);
		}
	};
	for (const [where, uid] of owner) {
		where.session = await street.signIn(uid, stage.epoch);
		story.open(where, uid);
	}
	if (chance.happens(0.7)) story.open(devices[0]!, ada);
	if (chance.happens(0.6)) story.open(devices[0]!, ada, 'worker');
	return story;
}
