/** Where to find the other, from acceptance to return. What they did not give is empty. */
export interface HandoverDetails {
	name: string;
	address: string;
	phone: string;
}

/** What one of the two saw when the thing changed hands. */
export interface ConditionReport {
	id: string;
	authorId: string;
	moment: 'hand_over' | 'return';
	note: string;
	createdAt: string;
}
