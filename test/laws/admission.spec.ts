import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Refused } from '#kernel';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { organisationFor, organisationNamed } from '../../apps/api/organisations.ts';
import { worldIn, type Given } from './walking.ts';
import { pick, type Body, type World } from './world.ts';
import { runs } from './runs.ts';

const RUNS = runs(8);

interface Act {
  readonly what: number;
  readonly by: number;
  readonly on: number;
  readonly n: number;
}
const act: fc.Arbitrary<Act> = fc.record({
  what: fc.nat(7),
  by: fc.nat(3),
  on: fc.nat(3),
  n: fc.nat(2),
});
const identifierAt = ({ n, on }: Act) => ({ agency: pick(['XM-DAC', 'xm-dac'], on), number: `${n}` });
const nameAt = ({ n }: Act) => pick(['A', 'b ', 'C'], n);

/** What is said in the name of organisations, their own or others', and by operators. */
const SAYS: readonly (readonly [string, (at: Act, world: World) => Body])[] = [
  [
    'ChangeOrganisation',
    (at, { organisations }) => ({
      organisation: pick(organisations, at.by),
      change: 'renamed',
      name: nameAt(at),
    }),
  ],
  [
    'ChangeOrganisation',
    (at, { organisations }) => ({
      organisation: pick(organisations, at.by),
      change: 'detailed',
      identifier: identifierAt(at),
    }),
  ],
  ['RegisterOrganisation', (at) => ({ name: nameAt(at), identifier: identifierAt(at) })],
  ...(['ProveIdentifier', 'UnproveIdentifier'] as const).map((name): (typeof SAYS)[number] => [
    name,
    (at, { organisations }) => ({
      organisation: pick(organisations, at.on),
      identifier: identifierAt(at),
      reason: 'Seen',
    }),
  ]),
  [
    'ConfirmDuplicate',
    (at, { organisations }) => ({
      organisation: pick(organisations, at.by),
      listing: pick(organisations, at.on),
      keep: pick(organisations, at.on),
    }),
  ],
  [
    'JoinDuplicate',
    (at, { organisations }) => ({
      organisation: pick(organisations, at.on),
      kept: pick(organisations, at.by),
      reason: 'Seen',
    }),
  ],
  ['UndoJoin', (at, { organisations }) => ({ organisation: pick(organisations, at.on), reason: 'Seen' })],
];

const meantBy = (book: OpenedStore, name: string) =>
  organisationFor(book, name).catch((error: unknown) =>
    error instanceof Refused ? error.refusal.code : Promise.reject(error),
  );
/** As whom each identifier admits people, and for whom a token by each name that an operator listed is. */
const admissionIn = (book: OpenedStore) =>
  Promise.all([
    ...['0', '1', '2'].map((number) => organisationNamed(book.runner, `Xm-dac:${number}`)),
    ...['a', 'B', 'C', 'D'].map((name) => meantBy(book, name)),
  ]);

describe('who is admitted as whom', () => {
  it('is changed by nothing that anybody but an operator says', async () => {
    const walk = async (book: OpenedStore, acts: readonly Act[]) => {
      let before = undefined as unknown[] | undefined;
      const look = async ({ definition, input, actor }: Given) => {
        const after = await admissionIn(book);
        const expected = actor.roles.includes('operator') ? after : (before ?? after);
        expect([definition.input.name, input, after]).toEqual([definition.input.name, input, expected]);
        before = after;
      };
      const { world, give } = await worldIn(book, look);
      for (const at of acts) {
        const [name, says] = pick(SAYS, at.what);
        await give(name, at.by, says(at, world));
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40, size: 'max' }), async (acts) => {
        const directory = mkdtempSync(join(tmpdir(), 'pledgebook-admission-'));
        const book = await openStore(directory);
        try {
          await walk(book, acts);
        } finally {
          await book.close();
          rmSync(directory, { recursive: true });
        }
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});
