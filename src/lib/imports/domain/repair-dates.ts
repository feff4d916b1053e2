import type { RepairRecord } from './ords.ts';
import type { Mending } from './place-row.ts';

/** A day written `2019-11-30`, `30/11/2019` or `30.11.19`; `null` when it is none: `????`, the 31st of June. */
export function dayIn(words: string): string | null {
	const iso = /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?$/.exec(words);
	const french = /^(\d\d?)[/. -](\d\d?)[/. -](\d{4}|\d\d)$/.exec(words);
	const [year, month, day] = iso ? iso.slice(1, 4) : french ? [century(french[3]!), french[2], french[1]] : [];
	if (!year || !month || !day) return null;
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** When a thing was made and how old it was: what cannot be is left out, and an age that disagrees is counted again. */
export function yearsIn(
	yearSaid: string,
	ageSaid: string,
	eventDate: string,
	mended: Set<Mending>
): Pick<RepairRecord, 'yearOfManufacture' | 'productAge'> {
	const then = Number(eventDate.slice(0, 4));
	const year = /^\d{4}$/.test(yearSaid) ? Number(yearSaid) : null;
	const isLikely = year !== null && year >= 1850 && (then === 0 || year <= then);
	if (yearSaid && !isLikely) mended.add('year_left_out');
	const age = /^\d{1,3}([.,]\d+)?$/.test(ageSaid) ? Number(ageSaid.replace(',', '.')) : null;
	if (ageSaid && (age === null || age > 170)) mended.add('age_left_out');
	const yearOfManufacture = isLikely ? year : null;
	if (yearOfManufacture === null || then === 0)
		return { yearOfManufacture, productAge: age !== null && age <= 170 ? age : null };
	const productAge = then - yearOfManufacture;
	if (age !== null && Math.abs(age - productAge) > 1) mended.add('age_computed');
	return { yearOfManufacture, productAge: age !== null && Math.abs(age - productAge) <= 1 ? age : productAge };
}

function century(year: string): string {
	return year.length === 4 ? year : `20${year}`;
}
