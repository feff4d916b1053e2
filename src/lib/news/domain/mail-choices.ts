/** How somebody is told by e-mail of what they have not read: soon, once a day, or not at all. */
export const mailChoices = ['now', 'daily', 'never'] as const;
export type MailChoice = (typeof mailChoices)[number];

/** What one chooses for. Exchanges, gifts and waiting lists are always told at once: somebody waits, or a place is kept. */
export const chosenTopics = ['message', 'wanted', 'review', 'listing', 'repair', 'place', 'event'] as const;
export type MailChoices = Record<(typeof chosenTopics)[number], MailChoice>;

/** What stands when nothing was chosen, as in `private.mail_choice`. */
export const usualChoices: MailChoices = {
	message: 'now',
	wanted: 'daily',
	review: 'daily',
	listing: 'daily',
	repair: 'daily',
	place: 'now',
	event: 'now'
};

/** The choices among what the database keeps of somebody; what it does not know is as usual. */
export function choicesIn(kept: Record<string, unknown>): MailChoices {
	const chosen = chosenTopics.flatMap((topic) => {
		const choice = mailChoices.find((one) => one === kept[`mail_${topic}`]);
		return choice ? [[topic, choice]] : [];
	});
	return { ...usualChoices, ...(Object.fromEntries(chosen) as Partial<MailChoices>) };
}
