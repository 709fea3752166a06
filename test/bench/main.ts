import { absent } from './absent.ts';
import { commands } from './commands.ts';
import { emmett } from './emmett.ts';
import { flat } from './flat.ts';
import { rebuild } from './rebuild.ts';
import { tableOf, type Figure } from './figures.ts';
import { optionsOf, type Options } from './options.ts';

// Measures the figures the project holds itself to, each beside a peer or a bare limit of the same run, and asserts
// none of them: it fails only when something did not work.
const BENCHES: Readonly<Record<string, (options: Options) => Promise<readonly Figure[]>>> = {
  commands,
  rebuild,
  flat,
  absent,
  emmett,
};

const options = optionsOf(process.argv.slice(2));
const names = options.names.length > 0 ? options.names : Object.keys(BENCHES);
const figures: Figure[] = [];
for (const name of names) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`no bench "${name}": there are ${Object.keys(BENCHES).join(', ')}`);
  process.stderr.write(`${name} …\n`);
  figures.push(...(await bench(options)));
}
console.log(options.json ? JSON.stringify(figures) : tableOf(figures));
const broken = figures.filter(({ value }) => !Number.isFinite(value));
if (broken.length > 0) throw new Error(`no number: ${broken.map(({ what }) => what).join(', ')}`);
