import { expect, test } from 'vitest';
import { photoUrl, smallPathOf } from './photo.ts';

test('the small photograph lies beside the whole one', () => {
	expect(smallPathOf('ada/drill/1.webp')).toBe('ada/drill/1-small.webp');
});

test('photographs are shown through the app itself', () => {
	expect(photoUrl('ada/drill/1.webp', 'full')).toBe('/photos/ada/drill/1.webp');
	expect(photoUrl('ada/drill/1.webp', 'small')).toBe('/photos/ada/drill/1-small.webp');
});
