import { Commitment, commitmentCommands } from '#commitment';
import type { AnyCommand } from '#kernel';
import { partnershipCommands } from '#partnership';
import { ATTRIBUTED, COMMITMENT, merging, ofCommitment, OBSERVING, TOGETHER } from './of-commitments.ts';
import { DISCLOSING } from './of-disclosures.ts';
import { DECIDING, THE_PARTNERSHIP } from './of-partnerships.ts';
import { ofPartnership, row, type Row } from './rows.ts';
import type { Ids, Scene } from './scene.ts';

let names = 0;
const identified = (organisation: string, number = `${names++}`) => ({
  organisation,
  identifier: { agency: 'XI-LEI', number },
  reason: 'As its register says',
});
/** Another listing, made for this case alone, as which nobody acts. */
const listedTwice = (scene: Scene): Promise<Ids> =>
  scene.give(scene.cast.third, 'RegisterOrganisation', { name: `Twice ${names++}` });
const ORGANISATION: readonly Row[] = [
  row('nothing yet')('RegisterOrganisation', () => ({
    name: `Another ${names++}`,
    reason: 'Seen',
  })),
  row('what is listed about it')('ChangeOrganisation', ({ cast }) => ({
    organisation: cast.own,
    change: 'renamed',
    name: `Own ${names++}`,
  })),
  ...['AcceptSuccession', 'RefuseSuccession'].map((command) =>
    row(
      'what another names it for',
      (scene) => merging(scene, scene.cast.own),
      (_, { organisation }) => ({ organisation }),
    )(command),
  ),
  row('what identifies it')('ProveIdentifier', ({ cast }) => identified(cast.own)),
  row(
    'what identifies it',
    async (scene) => {
      const said = identified(scene.cast.own);
      await scene.give('operator', 'ProveIdentifier', said, { role: 'operator' });
      return { number: said.identifier.number };
    },
    ({ cast }, { number }) => identified(cast.own, number),
  )('UnproveIdentifier'),
  row('another listing of it')('ConfirmDuplicate', ({ cast }) => ({
    organisation: cast.own,
    listing: cast.fourth,
    keep: cast.own,
  })),
  row('another listing of it')('DenyDuplicate', ({ cast }) => ({
    organisation: cast.own,
    listing: cast.fourth,
  })),
  row('a duplicate of it', listedTwice, ({ cast }, { organisation }) => ({
    organisation,
    kept: cast.own,
    reason: 'Listed by two importers',
  }))('JoinDuplicate'),
  row(
    'a duplicate of it',
    async (scene) => {
      const ids = await listedTwice(scene);
      const said = { ...ids, kept: scene.cast.own, reason: 'Listed by two importers' };
      await scene.give('operator', 'JoinDuplicate', said, { role: 'operator' });
      return ids;
    },
    (_, { organisation }) => ({ organisation, reason: 'They are two' }),
  )('UndoJoin'),
];

const WRITTEN: readonly Row[] = [
  ...ORGANISATION,
  ...THE_PARTNERSHIP,
  ...DECIDING,
  ...COMMITMENT,
  ...TOGETHER,
  ...ATTRIBUTED,
  ...OBSERVING,
  ...DISCLOSING,
];
const written = new Set(WRITTEN.map(({ command }) => command));
/** What opens nothing, and is not written above, is given as its example says. */
const byExample = (commands: readonly AnyCommand[], about: typeof ofPartnership): Row[] =>
  commands
    .filter(({ input, creates }) => creates === undefined && !written.has(input.name))
    .map(({ input }) => about(input.name, { ...input.example }));

/** Every command, in the order in which it is told. */
export const ROWS: readonly Row[] = [
  ...WRITTEN,
  ...byExample(partnershipCommands, ofPartnership),
  ...byExample(
    commitmentCommands.filter(({ entity }) => entity === Commitment),
    ofCommitment,
  ),
];
