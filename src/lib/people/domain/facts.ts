/** What past exchanges say of a neighbour. Facts, never a score; each `null` below three, too few to say. */
export interface Facts {
	exchangesDone: number | null;
	onTimeReturns: number | null;
	noShows: number | null;
	medianAnswerMinutes: number | null;
}
