import lighthouse from 'lighthouse';
import { chromium } from 'playwright';
import { browser as chromiumPath, quietFlags } from '../support/browser.ts';

/** Lighthouse's four figures for `url`, 0 to 100, as on a phone. */
export async function lighthouseScores(url: string): Promise<Record<string, number>> {
	const port = 9333;
	const browser = await chromium.launch({
		executablePath: chromiumPath(),
		args: [...quietFlags, `--remote-debugging-port=${port}`]
	});
	try {
		const result = await lighthouse(url, {
			port,
			output: 'json',
			logLevel: 'error',
			onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo']
		});
		const scores: Record<string, number> = {};
		for (const [name, { score }] of Object.entries(result!.lhr.categories))
			scores[name] = Math.round((score ?? 0) * 100);
		const failing = Object.values(result!.lhr.audits).filter(
			({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0
		);
		for (const { id, title } of failing) console.log(`  lighthouse: ${id}: ${title}`);
		return scores;
	} finally {
		await browser.close();
	}
}
