/** `npm run jobs`: what each minute brings, once; see DEPLOY.md. Quiet when all is well, for a timer's mail. */
import { runDueJobs } from './due-jobs.ts';

const { DATABASE_URL: database, PUBLIC_SUPABASE_URL: url, SUPABASE_SECRET_KEY: secretKey } = process.env;
const { SMTP_URL: smtpUrl, MAIL_FROM: from, ORIGIN: site } = process.env;
if (!database || !url || !secretKey) {
	console.error('DATABASE_URL, PUBLIC_SUPABASE_URL and SUPABASE_SECRET_KEY say where and as whom.');
	process.exit(2);
}
if (smtpUrl && (!from || !site)) {
	console.error('Beside SMTP_URL, MAIL_FROM and ORIGIN say who writes, and where links lead.');
	process.exit(2);
}
try {
	await runDueJobs(database, { url, secretKey }, smtpUrl && from && site ? { smtpUrl, from, site } : null);
} catch (fault) {
	// Its kind alone: what a database says may quote what somebody wrote.
	console.error(fault instanceof Error && fault.message.startsWith('storage answered') ? fault.message : 'not done');
	process.exitCode = 1;
}
