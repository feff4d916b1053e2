/** A feature is a folder of src/lib that has rooms. Everything else in src/lib is ground floor. */
const room = (names) => `^src/lib/([^/]+)/(?:${names})/`;
const anyRoom = room('domain|data|ui');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{ name: 'no-cycles', severity: 'error', from: { pathNot: '^src/lib/paraglide/' }, to: { circular: true } },
		{
			name: 'lib-never-imports-routes',
			severity: 'error',
			from: { path: '^src/lib/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'ground-floor-knows-no-feature',
			severity: 'error',
			from: { path: '^src/lib/', pathNot: [anyRoom, '^src/lib/commands\\.ts$', '^src/lib/server/'] },
			to: { path: anyRoom }
		},
		{
			name: 'server-knows-rules-alone',
			severity: 'error',
			from: { path: '^src/lib/server/' },
			to: { path: room('data|ui') }
		},
		{
			name: 'domain-is-pure',
			severity: 'error',
			from: { path: room('domain'), pathNot: '\\.test\\.ts$' },
			to: {
				pathNot: [room('domain'), '^src/lib/(errors|time)/', 'node_modules/(zod|date-fns|papaparse|@types/papaparse)/']
			}
		},
		{
			name: 'data-never-imports-ui',
			severity: 'error',
			from: { path: room('data') },
			to: { path: '^src/lib/ui/|\\.svelte$' }
		},
		{
			name: 'ui-never-imports-data',
			severity: 'error',
			from: { path: room('ui') },
			to: { path: [room('data'), '^src/lib/(database|offline)/'] }
		},
		{
			name: 'features-meet-only-in-domain',
			severity: 'error',
			from: { path: anyRoom },
			to: { path: room('data|ui'), pathNot: '^src/lib/$1/' }
		},
		{
			name: 'supabase-stays-in-database',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/lib/database/' },
			to: { path: 'node_modules/@supabase' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' }
	}
};
