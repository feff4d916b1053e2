import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { neighbour, newId, publishedDrill, visitor, type Neighbour } from './support/neighbours.ts';

interface Change {
	table: string;
	id: string;
}

let ada: Neighbour;
let bo: Neighbour;
const listening: SupabaseClient[] = [];

beforeAll(async () => {
	[ada, bo] = await Promise.all([neighbour('Ada'), neighbour('Bo')]);
});

afterEach(async () => {
	await Promise.all(listening.splice(0).map((client) => client.removeAllChannels()));
});

test('a message reaches the other side within a second, as an address and no more', async () => {
	const conversation = await conversationOf(bo, await publishedDrill(ada));
	const heard: Change[] = [];
	const channel = listen(ada.client, `person:${ada.id}`, (change) => heard.push(change));
	expect(await subscribed(channel)).toBe('SUBSCRIBED');

	const message = newId();
	const sent = await bo.client.from('messages').insert({ id: message, conversation_id: conversation, body: 'Bonjour' });
	expect(sent.error).toBeNull();
	await expect.poll(() => heard, { timeout: 1000 }).toContainEqual({ table: 'messages', id: message });
	expect(JSON.stringify(heard)).not.toContain('Bonjour');
});

test('nobody listens to another’s channel, nor to a conversation that is not theirs', async () => {
	const conversation = await conversationOf(bo, await publishedDrill(ada));
	const cy = await neighbour('Cy');
	for (const topic of [`person:${ada.id}`, `conversation:${conversation}:0`, 'person:', 'conversation:x:0']) {
		expect([topic, await subscribed(listen(cy.client, topic))]).toEqual([topic, 'CHANNEL_ERROR']);
	}
	const stranger = visitor();
	expect(await subscribed(listen(stranger, `person:${ada.id}`))).toBe('CHANNEL_ERROR');
});

test('who broadcasts as a client is heard by nobody', async () => {
	const conversation = await conversationOf(bo, await publishedDrill(ada));
	const { data } = await ada.client.from('conversations').select('epoch').eq('id', conversation).single();
	const topic = `conversation:${conversation}:${data!.epoch}`;
	const heard: Change[] = [];
	await subscribed(listen(ada.client, topic, (change) => heard.push(change)));
	const mine = listen(bo.client, topic);
	await subscribed(mine);
	await mine.send({ type: 'broadcast', event: 'changed', payload: { table: 'messages', id: 'forged' } });

	const message = newId();
	await bo.client.from('messages').insert({ id: message, conversation_id: conversation, body: 'Vrai' });
	await expect.poll(() => heard, { timeout: 2000 }).toContainEqual({ table: 'messages', id: message });
	expect(heard.map(({ id }) => id)).not.toContain('forged');
});

test('a renewed token keeps the channel open', async () => {
	const heard: Change[] = [];
	const channel = listen(ada.client, `person:${ada.id}`, (change) => heard.push(change));
	await subscribed(channel);
	const { data } = await ada.client.auth.refreshSession();
	await ada.client.realtime.setAuth(data.session!.access_token);
	await conversationWithMessage(bo, await publishedDrill(ada));
	await expect.poll(() => heard.length, { timeout: 2000 }).toBeGreaterThan(0);
	expect(channel.state).toBe('joined');
});

async function conversationOf(person: Neighbour, listing: string): Promise<string> {
	const { data, error } = await person.client.rpc('open_conversation', { id: newId(), listing_id: listing });
	if (error) throw error;
	return (data as { id: string }).id;
}

async function conversationWithMessage(person: Neighbour, listing: string): Promise<void> {
	const conversation_id = await conversationOf(person, listing);
	const { error } = await person.client.from('messages').insert({ id: newId(), conversation_id, body: 'Bonjour' });
	if (error) throw error;
}

function listen(
	client: SupabaseClient,
	topic: string,
	onchange: (change: Change) => void = () => undefined
): RealtimeChannel {
	listening.push(client);
	return client
		.channel(topic, { config: { private: true } })
		.on('broadcast', { event: 'changed' }, ({ payload }) => onchange(payload as Change));
}

function subscribed(channel: RealtimeChannel): Promise<string> {
	return new Promise((resolve) => channel.subscribe((state) => resolve(state)));
}
