import type { Letter } from './letters.ts';

/** The postbox as a page for the developer: no script, no style, nothing but text. */
export function postboxPage(letters: readonly Letter[]): string {
	const items = letters.map(
		({ to, subject, text, sentAt, link }) => `<li>
<h2>${escaped(subject)}</h2>
<p><time datetime="${escaped(sentAt)}">${escaped(sentAt)}</time> → ${escaped(to)}</p>
<pre>${escaped(text)}</pre>
${link ? `<p><a href="${escaped(link)}">Suivre le lien · Follow the link</a></p>` : ''}
</li>`
	);
	const list =
		items.length > 0 ? `<ol>\n${items.join('\n')}\n</ol>` : '<p>Aucun courriel pour le moment. · No mail yet.</p>';
	return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Courriels · Mail</title></head>
<body><main><h1>Courriels · Mail</h1>
${list}
</main></body>
</html>
`;
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
