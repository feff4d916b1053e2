/** What past exchanges say of a neighbour. Facts, never a score. */
export interface Facts {
	exchangesDone: number;
	onTimeReturns: number;
	noShows: number;
	/** `null` below three answers: too few to say. */
	medianAnswerMinutes: number | null;
}
