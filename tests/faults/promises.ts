import type { Device } from './device.ts';
import { checkWhatIsLookedFor } from './looking-for.ts';
import { checkSession } from './running-a-session.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import type { Wish } from './wishes.ts';

/** What of a wish is found in the database: how often, and when by the database's own clock. */
interface Trace {
	times: number;
	at: string;
}

/** What leaves nothing behind but its effect, which later ones write over: its receipt tells that it arrived. */
const receipted = new Set<Wish['kind']>([
	'people.save',
	'people.save_details',
	'listings.save',
	'listings.photos',
	'listings.windows',
	'conversations.open',
	'searches.save',
	'searches.forget',
	'waits.join',
	'repairs.walk_in',
	'repairs.visit',
	'repairs.thing'
]);

/** Where the words of what is written over are found. */
const lastWords: Partial<Record<Wish['kind'], string>> = {
	'people.save': 'select about as says from public.people where id = $1',
	'people.save_details': 'select address as says from private.person_details where person_id = $1',
	'listings.save': 'select title as says from public.listings where id = $1',
	'listings.windows': 'select note as says from public.handover_windows where person_id = $1'
};

/** Compares what residents were told with what the database holds, now that every outbox is empty. */
export async function checkPromises(stage: Stage, story: Story): Promise<void> {
	const left = await Promise.all(
		story.devices.flatMap((where) => [story.ada, story.bo].map((uid) => stage.lying(where, uid)))
	);
	const stillThere = new Set(left.flat().map(({ id }) => id));
	const found = new Map<Wish, Trace>();
	for (const wish of story.wishes.all) {
		const trace = await traceOf(stage, story, wish);
		if (!trace) continue;
		found.set(wish, trace);
		const { label, kind } = wish;
		if (trace.times > 1) stage.violate(`${label} (${kind}) is there ${trace.times} times`);
		if (stillThere.has(wish.id)) continue;
		if (wish.told === 'kept' && !wish.discarded && !trace.times) stage.violate(`${label} (${kind}) is lost`);
		if (wish.discarded && trace.times) stage.violate(`${label} (${kind}) was given up and came`);
		if (wish.told === 'turned away' && trace.times) stage.violate(`${label} (${kind}) was turned away and is there`);
	}
	for (const where of story.devices)
		for (const uid of [story.ada, story.bo]) checkOrder(stage, story, where, uid, found);
	await checkLastWords(stage, story, found);
	const arrived = (wish: Wish) => (found.get(wish)?.times ?? 0) > 0;
	await checkWhatIsLookedFor(stage, story, arrived, (wish) => stillThere.has(wish.id));
	await checkSession(stage, story);
	await checkPhotos(stage, story);
}

async function traceOf({ street: { sql } }: Stage, _story: Story, wish: Wish): Promise<Trace | null> {
	const { kind, label, uid, payload } = wish;
	const body = (payload.body as string | undefined) ?? label;
	if (kind === 'conversations.write' || kind === 'reservations.request' || kind === 'reservations.advance') {
		const rows = await sql<{ at: string }[]>`
			select sent_at::text as at from public.messages where author_id = ${uid} and kind = 'text' and body = ${body} order by sent_at`;
		if (kind === 'reservations.request') {
			const [asked] = await sql<{ times: number }[]>`
				select count(*)::int as times from public.reservations where borrower_id = ${uid} and note = ${label}`;
			if (asked!.times !== rows.length) return { times: Math.max(asked!.times, rows.length) + 10, at: '' };
		}
		return { times: rows.length, at: rows[0]?.at ?? '' };
	}
	if (kind === 'listings.advance') {
		const rows = await sql<{ at: string }[]>`
			select at::text as at from private.listing_events
			where listing_id = ${payload.listingId as string} and actor_id = ${uid} and action = ${payload.action as string}`;
		return { times: rows.length, at: rows[0]?.at ?? '' };
	}
	if (receipted.has(kind)) {
		const rows = await sql<{ at: string }[]>`
			select kept_at::text as at from private.op_receipts
			where op_id = ${wish.id} and person_id = ${uid} and content <> private.content_hash(private.withdrawn())`;
		return { times: rows.length, at: rows[0]?.at ?? '' };
	}
	return null;
}

/** In each lane, what arrived arrived in the order it was said. */
function checkOrder(stage: Stage, { wishes }: Story, where: Device, uid: string, found: Map<Wish, Trace>): void {
	const lanes = new Map<string, Wish[]>();
	for (const wish of wishes.all) {
		if (wish.uid !== uid || wish.device !== where.name || !wish.mark || !found.get(wish)?.times) continue;
		lanes.set(wish.lane, [...(lanes.get(wish.lane) ?? []), wish]);
	}
	for (const [lane, said] of lanes) {
		const bySeq = said.toSorted((a, b) => a.mark!.seq - b.mark!.seq);
		const byTime = said.toSorted((a, b) => (found.get(a)!.at < found.get(b)!.at ? -1 : 1));
		const asked = bySeq.map(({ label }) => label).join(', ');
		const arrived = byTime.map(({ label }) => label).join(', ');
		if (asked !== arrived) stage.violate(`out of order in ${lane.slice(0, 5)}: ${asked} arrived as ${arrived}`);
	}
}

/** What is written over: the last word that arrived is the one that stays. */
async function checkLastWords(
	{ street: { sql }, violate }: Stage,
	{ wishes }: Story,
	found: Map<Wish, Trace>
): Promise<void> {
	const last = new Map<string, Wish>();
	for (const wish of wishes.all.filter(({ kind }) => lastWords[kind])) {
		const subject = `${wish.kind} ${subjectOf(wish)}`;
		const before = last.get(subject);
		if (found.get(wish)?.times && !(before && found.get(before)!.at > found.get(wish)!.at)) last.set(subject, wish);
	}
	for (const wish of last.values()) {
		const rows = await sql.unsafe<{ says: string }[]>(lastWords[wish.kind]!, [subjectOf(wish)]);
		const says = rows.map((row) => row.says).join();
		if (says !== wish.label) violate(`${wish.kind} says ${says} instead of ${wish.label}`);
	}
}

function subjectOf({ payload, uid }: Wish): string {
	return (payload.listingId as string | undefined) ?? uid;
}

async function checkPhotos({ street, violate, epoch }: Stage, { wishes }: Story): Promise<void> {
	for (const wish of wishes.all.filter(
		({ kind, told, discarded }) => kind === 'listings.photos' && told === 'kept' && !discarded
	)) {
		const rows =
			await street.sql`select path from public.listing_photos where listing_id = ${wish.payload.listingId as string} order by position`;
		const expected = (wish.payload.photos as { path: string }[]).map(({ path }) => path).join();
		if (rows.map(({ path }) => path as string).join() !== expected) violate(`${wish.label}: ${rows.length} photos`);
		const { access_token: token } = JSON.parse(await street.signIn(wish.uid, epoch)) as { access_token: string };
		for (const [path, bytes] of wish.files) {
			const url = `${street.url}/storage/v1/object/authenticated/photos/${path}`;
			const answer = await street.serve(
				new Request(url, { headers: { apikey: street.key, authorization: `Bearer ${token}` } })
			);
			if (Buffer.compare(Buffer.from(await answer.arrayBuffer()), Buffer.from(bytes)))
				violate(`${wish.label}: a photo differs`);
		}
	}
}
