import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const iconFile = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte(?:\?v=.*)?$/;

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
		load: {
			filter: { id: iconFile },
			async handler(id) {
				const source = await readFile(id.replace(/\?.*$/, ''), 'utf8');
				const data = /const iconData = (\{.*\});/.exec(source)?.[1];
				return data ? bareDrawing((JSON.parse(data) as { node: Shape[] }).node) : null;
			}
		}
	};
}

function bareDrawing(shapes: Shape[]): string {
	const drawing = shapes.map(markup).join('');
	return `<script>
	let { class: name = '' } = $props();
</script>
<svg class="icon {name}" viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
}

function markup([tag, attributes]: Shape): string {
	const pairs = Object.entries(attributes).filter(([name]) => name !== 'key');
	return `<${tag}${pairs.map(([name, value]) => ` ${name}="${value}"`).join('')}/>`;
}
