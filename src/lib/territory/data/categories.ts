import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Category } from '#lib/territory/domain/category.ts';

interface Row {
	slug: string;
	parent_slug: string | null;
	label_fr: string;
	label_en: string;
	icon: string;
}

/** The whole catalogue of categories, in its order. */
export async function listCategories(db: Db): Promise<Category[]> {
	const rows: Row[] = answer(
		await db.from('categories').select('slug,parent_slug,label_fr,label_en,icon').order('position')
	);
	return rows.map((row) => ({
		slug: row.slug,
		parent: row.parent_slug,
		label: { fr: row.label_fr, en: row.label_en },
		icon: row.icon
	}));
}
