import type { Page } from './page.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

/** What the world does to residents, each as often as its number says. */
export const faults: [often: number, fault: (stage: Stage, story: Story) => Promise<unknown>][] = [
	[4, async (stage, story) => someone(stage, story)?.dieAfter(stage.chance.below(12))],
	[1, async (stage, story) => someone(stage, story)?.die()],
	[3, async (stage, story) => void open(stage, story)],
	[2, async (stage, story) => freeze(stage, story)],
	[3, async (stage, story) => offline(stage, story)],
	[
		2,
		async (stage, { devices }) => {
			const where = stage.chance.one(devices);
			where.skewMs += stage.chance.between(-90, 90) * 60_000;
			stage.note(`clock of ${where.name} jumps to ${where.skewMs}`);
		}
	],
	[1, async (stage, { devices }) => void (stage.chance.one(devices).fullFor = stage.chance.between(1, 3))],
	[
		2,
		async (stage, { devices, owner }) => {
			const where = stage.chance.one(devices);
			const now = stage.epoch + stage.time.now() + where.skewMs;
			where.session = await stage.street.signIn(owner.get(where)!, now, true);
			stage.note(`token of ${where.name} is too old`);
		}
	],
	[
		1,
		async (stage, { devices, owner }) => {
			const uid = owner.get(stage.chance.one(devices))!;
			await stage.street.revoke(uid);
			stage.note(`sessions of ${stage.nameOf(uid)} are over`);
		}
	],
	[
		2,
		async (stage, story) => {
			const where = stage.chance.one(story.devices);
			await story.switchTo(where, stage.chance.one([story.ada, story.bo]));
		}
	],
	[2, async (stage) => void (stage.network.trouble = stage.chance.one([0, 0.1, 0.3, 0.6, 0.9]))]
];

function someone(stage: Stage, { devices }: Story): Page | undefined {
	const pages = [...stage.chance.one(devices).pages];
	return pages.length ? stage.chance.one(pages) : undefined;
}

function open(stage: Stage, story: Story): void {
	const where = stage.chance.one(story.devices);
	if (where.pages.size < 3) story.open(where, story.owner.get(where)!, stage.chance.one(['tab', 'worker']));
}

/** Rather whoever holds the lock: that is the one others wait for. */
function freeze(stage: Stage, story: Story): void {
	const where = stage.chance.one(story.devices);
	const holder = where.holder(`outbox:${story.owner.get(where)!}`);
	const page = holder && stage.chance.happens(0.8) ? holder : someone(stage, story);
	if (!page || page.frozen) return;
	page.freeze();
	stage.note(`${page.name} freezes`);
	stage.time.after(stage.chance.between(1_000, 90_000), () => {
		stage.note(`${page.name} thaws`);
		page.thaw();
	});
}

function offline(stage: Stage, { devices, faults: seen }: Story): void {
	const where = stage.chance.one(devices);
	if (!where.online) return;
	where.online = false;
	stage.note(`${where.name} is offline`);
	stage.time.after(stage.chance.between(1_000, 60_000), () => {
		where.online = true;
		stage.note(`${where.name} is online`);
		for (const page of where.pages) {
			page.later(0, () => void page.outbox.kick(true).catch((fault: unknown) => seen.push(fault)));
		}
	});
}
