import { expect, test } from 'vitest';
import { readFrame, writeFrame } from './frames.ts';

const frame = { joinRef: '1', ref: '2', topic: 'realtime:person:a', event: 'phx_join', payload: { config: {} } };

test('both spellings are read as they are written', () => {
	for (const version of [1, 2] as const) {
		expect(readFrame(Buffer.from(writeFrame(frame, version)), false, version)).toEqual(frame);
	}
});

test('a broadcast in binary is read for its references alone', () => {
	const head = Buffer.from([3, 1, 2, 8, 7, 0, 1]);
	const data = Buffer.concat([head, Buffer.from('1' + '42' + 'realtime' + 'changed' + '{"id":1}')]);
	expect(readFrame(data, true, 2)).toEqual({
		joinRef: '1',
		ref: '42',
		topic: 'realtime',
		event: 'broadcast',
		payload: {}
	});
});

test.each(['', 'null', '[]', '{}', '[1,2,3]', 'not json', '{"topic":1,"event":2}'])('%s is no frame', (text) => {
	expect(readFrame(Buffer.from(text), false, 1)).toBeNull();
	expect(readFrame(Buffer.from(text), false, 2)).toBeNull();
});

test('a binary frame cut short, or of another kind, is no frame', () => {
	expect(readFrame(Buffer.from([3, 200, 1, 1]), true, 2)).toBeNull();
	expect(readFrame(Buffer.from([9, 0, 0, 0, 0, 0, 0]), true, 2)).toBeNull();
	expect(readFrame(Buffer.alloc(0), true, 2)).toBeNull();
});
