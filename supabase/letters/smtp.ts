import nodemailer from 'nodemailer';
import type { Mail } from './compose.ts';

const patienceMs = 20_000;

/** A mail server, spoken to by SMTP: `smtps://user:password@host`. `from`: "Passerelle <bonjour@passerelle.example>". */
export function openSmtp(url: string, from: string): { post: (mail: Mail) => Promise<void>; close: () => void } {
	const timeouts = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs };
	const transport = nodemailer.createTransport(url, timeouts);
	const domain = /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
	return {
		async post({ id, to, name, subject, text, stop }) {
			await transport.sendMail({
				from,
				to: { name, address: to },
				subject,
				text,
				messageId: `<${id}@${domain}>`,
				headers: {
					'Auto-Submitted': 'auto-generated',
					...(stop && { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
				}
			});
		},
		close: () => transport.close()
	};
}
