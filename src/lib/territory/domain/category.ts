/** What a thing is filed under: sixteen families, each with its own shelves. */
export interface Category {
	slug: string;
	/** The family it belongs to; `null` for a family. */
	parent: string | null;
	label: { fr: string; en: string };
	/** Name of a Lucide icon. */
	icon: string;
}

/** A family and its shelves, in the order of the catalogue. */
export interface Family extends Category {
	shelves: Category[];
}

/** The catalogue as families. A shelf whose family is missing is left out. */
export function families(categories: Category[]): Family[] {
	return categories
		.filter(({ parent }) => parent === null)
		.map((family) => ({ ...family, shelves: categories.filter(({ parent }) => parent === family.slug) }));
}

/** The category called `slug`, if the catalogue has it. */
export function categoryOf(categories: Category[], slug: string | null): Category | undefined {
	return categories.find((category) => category.slug === slug);
}
