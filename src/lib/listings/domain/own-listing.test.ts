import { expect, test } from 'vitest';
import { actionsFor, repairsFor, standingOf, type OwnListing } from './own-listing.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const in60days = '2027-01-23T10:00:00Z';
const in7days = '2026-12-01T10:00:00Z';
const yesterday = '2026-11-23T10:00:00Z';

test.each([
	['published', in60days, 'published', ['pause', 'close']],
	['published', in7days, 'published', ['renew', 'pause', 'close']],
	['published', yesterday, 'ended', ['renew', 'close']],
	['paused', yesterday, 'paused', ['resume', 'close']],
	['draft', in60days, 'draft', ['publish']],
	['closed', in60days, 'closed', []]
] as const)('%s until %s is %s', (status, expiresAt, standing, actions) => {
	expect(standingOf({ status, expiresAt }, now)).toBe(standing);
	expect(actionsFor({ status, expiresAt }, now)).toEqual(actions);
});

const drill = { kind: 'loan', status: 'published', broken: false, repairWish: null } as OwnListing;

test.each([
	['what is in order may break', {}, 'broken'],
	['what is broken is mended, perhaps at a session', { broken: true }, 'mended wish'],
	['what is proposed may be kept back', { broken: true, repairWish: 'Le mandrin' }, 'mended drop'],
	['a room is mended at home', { kind: 'space', broken: true }, 'mended'],
	['a gift does not break for anybody', { kind: 'gift' }, ''],
	['nor does what is closed', { status: 'closed', broken: true }, '']
] as const)('%s', (_, change, actions) => {
	expect(repairsFor({ ...drill, ...change }).join(' ')).toBe(actions);
});
