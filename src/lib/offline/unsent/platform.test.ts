import { expect, test } from 'vitest';
import { forgetsAfterAWeek } from './platform.ts';

const iphone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile Safari/604.1';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.6 Safari/605.1.15';
const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36';

test.each([
	['an iPhone', iphone, 5, false, true],
	['an iPhone, from its home screen', iphone, 5, true, false],
	['an iPad, which says it is a Mac', mac, 5, false, true],
	['a Mac', mac, 0, false, false],
	['an Android telephone', android, 5, false, false]
])('%s', (_, userAgent, maxTouchPoints, isInstalled, expected) => {
	expect(forgetsAfterAWeek({ userAgent, maxTouchPoints, isInstalled })).toBe(expected);
});
