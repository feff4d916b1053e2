/** Where the stones of the crossing lie: `count` points along the arc of the mark, from bank to bank. */
export function stonesOf(count: number): { x: number; y: number }[] {
	return Array.from({ length: count }, (_, index) => {
		const t = count > 1 ? index / (count - 1) : 0.5;
		const along = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
		return { x: Math.round(along(48, 240, 432)), y: Math.round(along(102, -34, 102)) };
	});
}
