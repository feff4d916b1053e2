import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

const kept = [
	'/',
	'/compte',
	'/annonces/0197',
	'/annonces/0197?jour=2026-12-04#calendrier',
	'/en/listings/3',
	'/chercher?q=perceuse%20%C3%A0%20percussion',
	'/chercher?q=//evil.example',
	'/chercher?q=https://evil.example',
	'/authors',
	'/a@b'
];

const refused = [
	null,
	undefined,
	'',
	' ',
	'compte',
	'./compte',
	'../compte',
	'?next=/',
	'#x',
	'https://evil.example',
	'http://evil.example',
	'HTTPS://evil.example',
	'https:evil.example',
	'https:/evil.example',
	'//evil.example',
	'///evil.example',
	'////evil.example/..',
	'//evil.example:443/',
	'//user:pass@evil.example',
	'//[::1]/',
	'/\\evil.example',
	'\\/evil.example',
	'\\\\evil.example',
	'/\\/evil.example',
	'/compte\\..\\..\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	'/\r/evil.example',
	'\t//evil.example',
	' //evil.example',
	'\u0000//evil.example',
	'/\u0000/evil.example',
	'/\u007f/evil.example',
	'/\u0085/evil.example',
	'/\u2028/evil.example',
	'\ufeff//evil.example',
	'/ /evil.example',
	'/.//evil.example',
	'/..//evil.example',
	'/x/..//evil.example',
	'/%2e//evil.example',
	'/x/%2e%2e//evil.example',
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	'java\nscript:alert(1)',
	'\u0001javascript:alert(1)',
	'javascript://here.invalid/%0aalert(1)',
	'data:text/html,<script>alert(1)</script>',
	'vbscript:msgbox(1)',
	'blob:https://evil.example/1',
	'file:///etc/passwd',
	'mailto:a@b.example',
	'intent://evil.example#Intent;end',
	'@evil.example',
	'.evil.example',
	':80',
	'%2f%2fevil.example',
	'%5c%5cevil.example',
	'https%3a%2f%2fevil.example',
	'/auth/v1/verify?redirect_to=https://evil.example',
	'/AUTH/v1/authorize?provider=x',
	'/%61uth/v1/verify',
	'/x/../auth/v1/verify',
	'/storage/v1/object/public/photos/x.html',
	'/rest/v1/people',
	'/dev/mail',
	'/' + 'a'.repeat(600)
];

describe('safeNext', () => {
	test.each(kept)('keeps %j', (next) => expect(safeNext(next)).toBe(next));
	test.each(refused)('goes home for %j', (next) => expect(safeNext(next, '/en')).toBe('/en'));

	test('never leaves the site, whatever is asked', () => {
		const odd = fc.string({
			unit: fc.constantFrom('/', '\\', '.', ':', '@', '%2f', '\t', '\u00a0', 'evil.example', '?', '#', 'a')
		});
		fc.assert(
			fc.property(odd, (next) => {
				const landed = new URL(safeNext(next), 'https://passerelle.example/connexion');
				expect(landed.origin).toBe('https://passerelle.example');
			}),
			{ numRuns: 5000 }
		);
	});
});
