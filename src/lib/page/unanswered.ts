/** In the query of a page: written without its answers, for a device to keep and fill with what it has read itself. */
export const unanswered = 'unanswered';
