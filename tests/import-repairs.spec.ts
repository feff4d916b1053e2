import { existsSync, readFileSync } from 'node:fs';
import { ordsFaults } from '#lib/imports/domain/ords-faults.ts';
import { ordsHeader, writeOrds, type OrdsColumn } from '#lib/imports/domain/ords.ts';
import { readTable } from '#lib/imports/domain/table.ts';
import { expect, test } from './support/neighbourhood.ts';
import { standard } from './support/places/samples.ts';

// Nine hundred real repairs where they lie (Open Repair Alliance, CC BY-SA 4.0), else two made up.
const path = `${process.env.TERRITORY_DATA_DIR ?? new URL('../../shared/data', import.meta.url).pathname}/ords-sample.csv`;
const made = [1, 2].map((n) => ({
	id: `essai_${n}`,
	dataProvider: 'Essai',
	country: 'FRA',
	partnerProductCategory: 'Grille-pain',
	productCategoryId: 31,
	brand: '=cmd()',
	yearOfManufacture: null,
	productAge: null,
	repairStatus: 1,
	repairBarrier: null,
	groupIdentifier: 'essai',
	eventDate: '2019-11-30',
	problem: 'Ne grille plus 🍞'
}));
const past = existsSync(path) ? readFileSync(path, 'utf8') : writeOrds(made, standard);
const count = readTable(past).lines.length;

test('the repairs of before are brought along, once, and each refused line says why', async ({ signedIn }) => {
	const page = await signedIn('mod');
	await page.goto('/reparations/importer');
	const bad = 'mauvais_1,Essai,FRA,Grille-pain,Toaster,31,,????,,Fixed,,essai,????,Ne grille plus\r\n';
	const buffer = Buffer.from(past.replace(/\s*$/, '\r\n') + bad);
	await page.getByLabel('Fichier de réparations').setInputFiles({ name: 'ords.csv', mimeType: 'text/csv', buffer });
	await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
	await expect(page.getByRole('heading', { name: 'Une ligne refusée' })).toBeVisible({ timeout: 30_000 });
	await expect(page.getByRole('listitem').filter({ hasText: 'La date' })).toContainText('????');
	await page.getByRole('button', { name: `Importer ${count} réparations` }).click();
	await expect(page.getByText('Les réparations sont notées.')).toBeVisible({ timeout: 30_000 });

	await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
	await expect(page.getByText('Rien à importer')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText(`${count} déjà là, sans changement`)).toBeVisible();
});

test('what is repaired here is a file of the standard, line by line', async ({ request }) => {
	const answer = await request.get('/export/repairs.csv');
	expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8');
	const text = await answer.text();
	expect(text.split('\r\n')[0]).toBe(ordsHeader.join(','));
	const lines = readTable(text).lines.map(
		({ cells }) =>
			Object.fromEntries(ordsHeader.map((column, n) => [column, cells[n] ?? ''])) as Record<OrdsColumn, string>
	);
	expect(lines.flatMap((line) => ordsFaults(line, standard))).toEqual([]);
	expect((await request.get('/export/repairs.csv?event=nulle-part')).status()).toBe(404);
	expect((await request.get('/export/repairs.csv?community=nulle-part')).status()).toBe(404);
});
