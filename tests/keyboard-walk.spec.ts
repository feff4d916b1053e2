import type { Page } from '@playwright/test';
import { expectSheet, reach, walk } from './support/keyboard.ts';
import { expect, test } from './support/neighbourhood.ts';

/** What is wrong for a keyboard, done to a form, and what the walk must say of it. */
const wrongs: Record<string, { breaks: () => void; says: RegExp }> = {
	'a focus that does not show': {
		breaks() {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync('[type=submit], [type=submit] * { outline: none !important; box-shadow: none !important }');
			document.adoptedStyleSheets.push(sheet);
		},
		says: /^button ".*" does not show that it has the focus$/
	},
	'something outside of the screen': {
		breaks() {
			const style = document.querySelector<HTMLElement>('main [type=submit]')!.style;
			[style.position, style.left] = ['fixed', '-2000px'];
		},
		says: /^button ".*" is not on the screen$/
	},
	'something that a bar covers': {
		breaks() {
			const bar = document.body.appendChild(document.createElement('div'));
			[bar.style.position, bar.style.inset, bar.style.zIndex] = ['fixed', '0', '1000'];
		},
		says: /^input ".*" is behind div/
	},
	'a focus that jumps back': {
		breaks() {
			const link = document.createElement('a');
			[link.href, link.textContent, link.tabIndex] = ['#back', 'Back', -1];
			document.querySelector('main form')!.before(link);
			document.querySelector('main [type=submit]')!.addEventListener('focus', () => link.focus());
		},
		says: /^a "Back" comes after .*, which stands behind it$/
	},
	'an order that is not the one shown': {
		breaks() {
			const style = document.querySelector<HTMLElement>('main form')!.style;
			[style.display, style.flexDirection] = ['flex', 'column-reverse'];
		},
		says: /^button ".*" is above .*, reached before it$/
	},
	'a button that is none': {
		breaks() {
			const button = document.createElement('span');
			button.textContent = 'Press';
			button.setAttribute('role', 'button');
			document.querySelector('main form')!.append(button);
		},
		says: /^span "Press" is not reached$/
	},
	'a field that lets nobody go': {
		breaks() {
			document.querySelector('main input')!.addEventListener('keydown', (event) => event.preventDefault());
		},
		says: /^button ".*" is not reached$/
	}
};

for (const width of [390, 1280]) {
	test.describe(`${width} pixels wide`, () => {
		test.use({ viewport: { width, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

		test('the walk says what is wrong', async ({ page }) => {
			for (const [wrong, { breaks, says }] of Object.entries(wrongs)) {
				await page.goto('/connexion');
				await page.waitForLoadState('networkidle');
				await page.evaluate(breaks);
				expect(await walk(page, 'main'), wrong).toContainEqual(expect.stringMatching(says));
			}
		});
	});
}

test('a sheet that keeps nobody in, or lets them fall, is told', async ({ newcomer }) => {
	const { page } = await newcomer('Lena');
	const opener = page.getByRole('button', { name: 'Supprimer mon compte' });
	const open = async (breaks: (page: Page) => Promise<unknown>) => {
		await page.goto('/compte/vos-donnees');
		await page.waitForLoadState('networkidle');
		await breaks(page);
		await reach(page, opener);
		await page.keyboard.press('Enter');
		return expectSheet(page, opener).then(
			() => 'nothing',
			(error: Error) => error.message
		);
	};
	const leaky = () => {
		HTMLDialogElement.prototype.showModal = function () {
			this.show();
		};
	};
	// At once, and again when the page has had its say: nobody sees the focus given back in between.
	const forgetful = () => {
		const forget = () => (document.activeElement as HTMLElement).blur();
		new MutationObserver(() => document.querySelector('dialog[open]') ?? forget()).observe(document.body, {
			...{ subtree: true, attributes: true, attributeFilter: ['open'] }
		});
		addEventListener('close', () => setTimeout(forget), true);
	};
	expect(await open((page) => page.evaluate(leaky))).toContain('the sheet lets go of the focus');
	expect(await open((page) => page.evaluate(forgetful))).toContain('toBeFocused');
	expect(await open(() => Promise.resolve())).toBe('nothing');
});
