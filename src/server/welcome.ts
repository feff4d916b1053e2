import type { Settings } from './settings.ts';
import { siteOf } from './settings.ts';

/** Says where the app is and, with the demo street, who to sign in as: once in French, once in English. */
export function welcome(settings: Settings): void {
	const site = siteOf(settings);
	const hasDemo = settings.demo && !settings.supabase;
	const french = hasDemo ? ' — pour essayer, connectez-vous : ada@demo.test, mot de passe passerelle-demo' : '';
	const english = hasDemo ? ' — to try it, sign in: ada@demo.test, password passerelle-demo' : '';
	process.stdout.write(`Passerelle est ouverte : ${site}${french}\nPasserelle is open: ${site}/en${english}\n`);
}
