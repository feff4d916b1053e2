import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** One SQL statement of a script and where it begins. */
export interface Statement {
	text: string;
	file: string;
	line: number;
}

// One token that may hold a semicolon: comments, strings, quoted names, dollar quotes.
const token =
	/--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$)[\s\S]*?\1|;/g;

/** The statements of a psql script, in order; of psql's own commands only `\ir file` is known. */
export function statementsIn(file: string): Statement[] {
	const script = readFileSync(file, 'utf8');
	const found: Statement[] = [];
	let begun = 0;
	const keep = (until: number) => {
		const piece = script.slice(begun, until);
		const line = lineAt(script, begun + piece.length - piece.trimStart().length);
		found.push(...withIncludes(piece, file, line));
	};
	for (const match of script.matchAll(token)) {
		if (match[0] !== ';') continue;
		keep(match.index);
		begun = match.index + 1;
	}
	keep(script.length);
	return found;
}

function withIncludes(piece: string, file: string, line: number): Statement[] {
	const found: Statement[] = [];
	const rest = piece.replace(/^\\ir\s+(\S+)\s*$/gm, (_, name: string) => {
		found.push(...statementsIn(resolve(dirname(file), name)));
		return '';
	});
	const text = rest.trim();
	if (text.replace(/--[^\n]*/g, '').trim() !== '') found.push({ text, file, line });
	return found;
}

function lineAt(script: string, offset: number): number {
	return script.slice(0, offset).split('\n').length;
}
