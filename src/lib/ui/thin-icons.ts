import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const iconFile = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;

type Shape = [tag: string, attributes: Record<string, string>];

/**
 * Compiles each `@lucide/svelte/icons/<name>` to its bare drawing, 0.1 kB instead of a component that builds it.
 * An icon takes `class` only; its size and stroke come from `.icon` in base.css, and it is always silent.
 */
export function thinIcons(): Plugin {
	return {
		name: 'thin-icons',
		enforce: 'pre',
		config: () => ({ optimizeDeps: { exclude: ['@lucide/svelte'] } }),
		async load(id) {
			const [file = ''] = id.split('?');
			if (!iconFile.test(file)) return null;
			const data = /const iconData = (\{.*\});/.exec(await readFile(file, 'utf8'))?.[1];
			if (!data) return null;
			const { node } = JSON.parse(data) as { node: Shape[] };
			return `<script>let { class: name = '' } = $props();</script><svg class="icon {name}" viewBox="0 0 24 24" aria-hidden="true">${node.map(markup).join('')}</svg>`;
		}
	};
}

function markup([tag, attributes]: Shape): string {
	const pairs = Object.entries(attributes).filter(([name]) => name !== 'key');
	return `<${tag}${pairs.map(([name, value]) => ` ${name}="${value}"`).join('')}/>`;
}
