import { tableOf, type Figure } from './figures.ts';
import { optionsOf, type Options } from './options.ts';

// Measures the figures the project holds itself to, each beside a peer or a bare limit of the same run, and asserts
// none of them: it fails only when something did not work.
// Each is loaded when its turn comes: with a server, loading takes longer than many a bench.
type Bench = (options: Options) => Promise<readonly Figure[]>;
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  commands: async () => (await import('./commands.ts')).commands,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  flat: async () => (await import('./flat.ts')).flat,
  absent: async () => (await import('./absent.ts')).absent,
  postgres: async () => (await import('./postgres.ts')).postgres,
  relay: async () => (await import('./relay.ts')).relay,
  sse: async () => (await import('./sse.ts')).sse,
  emmett: async () => (await import('./emmett.ts')).emmett,
};

const options = optionsOf(process.argv.slice(2));
const names = options.names.length > 0 ? options.names : Object.keys(BENCHES);
const figures: Figure[] = [];
for (const name of names) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`no bench "${name}": there are ${Object.keys(BENCHES).join(', ')}`);
  process.stderr.write(`${name} …\n`);
  figures.push(...(await (await bench())(options)));
}
console.log(options.json ? JSON.stringify(figures) : tableOf(figures));
const broken = figures.filter(({ value }) => !Number.isFinite(value));
if (broken.length > 0) throw new Error(`no number: ${broken.map(({ what }) => what).join(', ')}`);
