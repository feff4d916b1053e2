import { play } from './run.ts';
import { openStreet } from './street.ts';
import { writeFileSync } from 'node:fs';
const s = await openStreet();
const a = await play(Number(process.argv[2]), s);
const b = await play(Number(process.argv[2]), s);
writeFileSync('/tmp/a.txt', a.trace.join('\n'));
writeFileSync('/tmp/b.txt', b.trace.join('\n'));
await s.close();
