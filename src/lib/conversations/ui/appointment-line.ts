import { getLocale, m } from '#lib/i18n/words.ts';
import { meetingWords } from '#lib/time/meeting-words.ts';

type Sentence = (said: { who: string; moment: string; name: string; when: string }) => string;

const sentences: Record<string, Sentence> = {
	appointment_proposed: m.appointments_said_proposed,
	appointment_agreed: m.appointments_said_agreed,
	appointment_declined: m.appointments_said_declined,
	appointment_cancelled: m.appointments_said_cancelled
};

/** The sentence of a system line about meeting, such as `appointment_agreed return <from> <until>`; `null` when it is none. */
export function appointmentWords(line: string, who: string, name: string): string | null {
	const [what = '', moment = '', from = '', until = ''] = line.split(' ');
	const say = Object.hasOwn(sentences, what) ? sentences[what] : undefined;
	if (!say || Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(until))) return null;
	return say({ who, moment, name, when: meetingWords(from, until, getLocale()) });
}
