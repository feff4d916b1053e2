/**
 * How past repairs of things of each category ended, by the standard's ids: how many were brought, fixed, found
 * repairable, and at the end of their life; the rest is not known. 121,692 records of the Open Repair Alliance, of
 * repair groups of many countries until 2024 (CC BY-SA 4.0); counted for this project.
 */
const pastRepairs: Record<number, readonly [brought: number, fixed: number, repairable: number, endOfLife: number]> = {
	1: [514, 203, 102, 130],
	2: [1838, 999, 154, 505],
	3: [2171, 1384, 236, 402],
	4: [1355, 718, 205, 258],
	5: [678, 223, 141, 242],
	6: [535, 179, 128, 180],
	7: [1100, 590, 117, 270],
	8: [1210, 386, 286, 395],
	9: [2363, 1234, 312, 627],
	10: [1300, 586, 273, 306],
	11: [1737, 969, 224, 369],
	12: [2060, 989, 396, 516],
	13: [6979, 3445, 1130, 1848],
	14: [2661, 1140, 216, 1065],
	15: [9306, 6619, 1112, 1087],
	16: [5602, 2955, 1562, 679],
	17: [2436, 1299, 379, 603],
	18: [2613, 1477, 536, 539],
	19: [2984, 1479, 878, 450],
	20: [483, 301, 100, 61],
	21: [592, 359, 38, 152],
	22: [1093, 548, 194, 244],
	23: [5926, 3185, 835, 1472],
	24: [6301, 3650, 789, 1513],
	25: [2345, 956, 406, 775],
	26: [461, 253, 80, 86],
	27: [4833, 3436, 420, 710],
	28: [7368, 3925, 957, 1711],
	29: [5869, 2906, 883, 1726],
	30: [1838, 804, 523, 374],
	31: [2449, 1193, 259, 740],
	32: [2112, 1326, 271, 417],
	33: [2729, 1212, 406, 860],
	34: [8542, 4976, 1219, 1880],
	35: [3835, 2192, 354, 856],
	36: [5754, 2957, 844, 1656],
	37: [6142, 3384, 573, 1666],
	38: [372, 167, 84, 87],
	39: [1202, 768, 60, 269],
	40: [2004, 951, 268, 664]
};

/** What is known of repairs of one category. */
export interface Chances {
	/** Of ten things whose end is known, how many were fixed. */
	fixedInTen: number;
	/** How many were brought. */
	brought: number;
}

/** How things of `categoryId` fared elsewhere; `null` for what the standard does not count: neither plug nor battery. */
export function chancesOf(categoryId: number | null): Chances | null {
	const past = categoryId === null ? undefined : pastRepairs[categoryId];
	if (!past) return null;
	const [brought, fixed, repairable, endOfLife] = past;
	return { fixedInTen: Math.round((10 * fixed) / (fixed + repairable + endOfLife)), brought };
}
