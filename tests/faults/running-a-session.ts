import { newId } from '#lib/offline/command.ts';
import type { Page } from './page.ts';
import type { Stage } from './stage.ts';
import { errand } from './stillness.ts';
import type { Story } from './story.ts';

/** The door and the tables of one session: somebody comes in, is taken, ends somehow; and at times it was a slip. */
export async function runSession(stage: Stage, story: Story): Promise<void> {
	const { chance } = stage;
	const page = story.pageOn(chance.one(story.devices));
	if (chance.happens(0.5)) return welcome(stage, story, page);
	await repairOne(stage, story, page);
}

async function welcome(stage: Stage, story: Story, page: Page): Promise<void> {
	const { chance } = stage;
	const { wishes, session } = story;
	const [visitId, itemId] = [newId(), newId()];
	const items = [{ id: itemId, categoryId: 31, name: 'Grille-pain', problem: '' }];
	await wishes.say(
		page,
		'repairs.walk_in',
		(name) => ({ eventId: session, name, ticket: null, page: null, items }),
		visitId
	);
	const step = { eventId: session, visitId };
	if (chance.happens(0.2)) {
		await wishes.say(page, 'repairs.visit', () => ({ ...step, action: 'undo', ticket: null, undoes: visitId }));
		return;
	}
	if (chance.happens(0.4)) await end(stage, story, page, { ...step, itemId });
}

/** Takes something that is in the queue, whoever of the two noted it: the other may have taken it meanwhile. */
async function repairOne(stage: Stage, story: Story, page: Page): Promise<void> {
	const [waiting] = await errand(stage.street.sql<{ id: string; visit_id: string }[]>`
		select id, visit_id from public.repair_items where event_id = ${story.session} and state = 'queued' order by queued_at limit 1`);
	if (!waiting) return;
	await end(stage, story, page, { eventId: story.session, visitId: waiting.visit_id, itemId: waiting.id });
}

async function end(
	{ chance }: Stage,
	{ wishes }: Story,
	page: Page,
	step: { eventId: string; visitId: string; itemId: string }
): Promise<void> {
	await wishes.say(page, 'repairs.thing', () => ({ ...step, action: 'claim', details: { also: true } }));
	const isOver = chance.happens(0.3);
	const details = isOver ? { status: 3, barrier: 1 } : { status: 1 };
	const done = await wishes.say(page, 'repairs.thing', (notes) => ({
		...step,
		action: 'done',
		details: { ...details, notes }
	}));
	if (!chance.happens(0.2)) return;
	await wishes.say(page, 'repairs.thing', () => ({ ...step, action: 'undo', details: {}, undoes: done.id }));
}

/** Everybody who was noted at the door is there once, and every thing is in one place, with one outcome at most. */
export async function checkSession({ street: { sql }, violate }: Stage, { session, wishes }: Story): Promise<void> {
	for (const wish of wishes.all.filter(({ kind, told }) => kind === 'repairs.walk_in' && told === 'kept')) {
		const rows = await sql`
			select i.id from public.visits v join public.repair_items i on i.visit_id = v.id
			where v.event_id = ${session} and v.walk_in_name = ${wish.label}`;
		if (rows.length > 1) violate(`${wish.label} is at the door ${rows.length} times`);
	}
	const [twice] = await sql<{ count: number }[]>`
		select count(*)::int from (
			select v.ticket from public.visits v where v.event_id = ${session} group by v.ticket having count(*) > 1
		) as t`;
	if (twice!.count) violate(`${twice!.count} numbers were given twice`);
}
