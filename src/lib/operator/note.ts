/** What whoever runs this service says of themselves, through the environment of the server. */
export interface Operator {
	/** Who publishes the service; empty when they have not said. */
	name: string;
	/** Address to write to about data, accessibility or a wrong refusal. */
	contact: string;
	/** What an accessibility audit found: the law asks every page to say it. */
	accessibility: 'none' | 'partly' | 'fully';
}

/** The note as the server writes it on `<html>`, for the browser to read. Server only. */
export function operatorNote(): string {
	const { OPERATOR_NAME = '', OPERATOR_CONTACT = '', ACCESSIBILITY = 'none' } = process.env;
	return JSON.stringify({ name: OPERATOR_NAME, contact: OPERATOR_CONTACT, accessibility: ACCESSIBILITY });
}

/** Who runs this service. The offline shell, which is a file, does not know. */
export function operator(): Operator {
	const note = import.meta.env.SSR ? operatorNote() : document.documentElement.dataset.operator;
	const said = note?.startsWith('{') ? (JSON.parse(note) as Partial<Operator>) : {};
	const { accessibility } = said;
	return {
		name: said.name ?? '',
		contact: said.contact ?? '',
		accessibility: accessibility === 'partly' || accessibility === 'fully' ? accessibility : 'none'
	};
}
