/** As much of nodemailer as is used here; its own types are a package apart. */
declare module 'nodemailer' {
	interface Message {
		from: string;
		to: { name: string; address: string };
		subject: string;
		text: string;
		messageId: string;
		headers: Record<string, string>;
	}
	interface Transport {
		sendMail(message: Message): Promise<unknown>;
		close(): void;
	}
	const nodemailer: { createTransport(url: string, defaults?: object): Transport };
	export default nodemailer;
}
