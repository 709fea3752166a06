import fc from 'fast-check';
import { decimal, type AnyCommand, type StoredEvent } from '#kernel';
import { acceptTransfer } from './accept-transfer/accept-transfer.ts';
import { commitmentStream, everEntryOf, isOwn, type CommitmentState } from './commitment.ts';
import { confirmAttribution } from './confirm-attribution/confirm-attribution.ts';
import type { Opened } from './events.ts';
import { changes, entries, mends } from './specification/every-command.ts';
import {
  convener,
  importer,
  joined,
  mandated,
  owner,
  partnership,
  promise,
  registered,
  source,
  stranger,
  usd,
} from './specification/example.ts';
import { offerTransfer } from './offer-transfer/offer-transfer.ts';
import { NOT_STATED } from './input.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { makePledge } from './make-pledge/make-pledge.ts';
import { recordDisbursement } from './record-disbursement/record-disbursement.ts';
import { rejectAttribution } from './reject-attribution/reject-attribution.ts';
import { Story } from './specification/story.ts';
import { voidEntry } from './void-entry/void-entry.ts';

const ids = ['0', '1', '2', '3', '4', '5', '6', '7'].map((name) => `cmt_${name.padEnd(26, '0')}`);
const opening: readonly AnyCommand[] = [makeCommitment, makePledge];
const mending: ReadonlySet<AnyCommand> = new Set(mends.map(([, command]) => command));
type Says = readonly [command: AnyCommand, says: object];
const rows = (from: typeof changes): readonly Says[] => from.map(([, command, says]) => [command, says]);
const openings: readonly Says[] = opening.map((command) => [command, { ...promise, theme: '' }]);
const disbursement = entries.filter(([, command]) => command === recordDisbursement);
const others: readonly Says[] = [...rows(changes), [confirmAttribution, {}], [rejectAttribution, {}]];
const transfers: readonly Says[] = [
  [offerTransfer, { offer: '', to: '' }],
  [acceptTransfer, { offer: '' }],
  [acceptTransfer, { offer: '' }],
];

/** One command that somebody gives, rightly or not. */
const step = fc
  .record({
    says: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...openings) },
      {
        weight: 6,
        arbitrary: fc.constantFrom(...rows(entries), ...rows(disbursement), ...rows(disbursement)),
      },
      { weight: 4, arbitrary: fc.constantFrom(...rows(mends)) },
      { weight: 4, arbitrary: fc.constantFrom(...others) },
      { weight: 3, arbitrary: fc.constantFrom(...transfers) },
    ),
    /** Given by the one who may write there, as it has to be; else by anybody. */
    rightly: fc.oneof(fc.constant(true), fc.boolean()),
    by: fc.constantFrom(owner, convener, importer, stranger),
    onBehalfOf: fc.constantFrom(undefined, owner, NOT_STATED),
    version: fc.nat(2),
    commitment: fc.constantFrom(...ids.slice(0, 5)),
    effectiveOn: fc.constantFrom('2021-01-01', '2021-01-01', '2021-03-01', undefined),
    values: fc.record({
      entry: fc.constantFrom('a', 'b', 'c', 'first_40'),
      by: fc.constantFrom(...ids.slice(0, 5)),
      offer: fc.constantFrom('a', 'b'),
      to: fc.constantFrom(owner, convener),
      money: fc.integer({ min: 0, max: 999 }).map((amount) => usd(`${amount}.5`)),
      statement: fc.constantFrom('One', 'Two', 'Three'),
      theme: fc.constantFrom('Education', 'Health'),
    }),
  })
  .map(({ says: [command, says], values, effectiveOn, commitment, ...who }) => ({
    ...who,
    command,
    input: {
      ...says,
      ...Object.fromEntries(Object.entries(values).filter(([field]) => field in says)),
      commitment,
      ...(effectiveOn && { effectiveOn }),
    } as { commitment: string; entry?: string; money?: { amount: string } },
  }));
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const recordOf = (onBehalfOf: string | undefined, record: string, version: number) =>
  onBehalfOf && { onBehalfOf, source: { ...source, record, version } };

/** Two commitments that are their owners' own, two records about others. */
function begun(): Story {
  const story = new Story(
    ...[owner, convener].flatMap((who) => [joined(who), registered(who)]),
    mandated(),
    mandated(convener),
  );
  const made = [
    [owner, undefined],
    [convener, undefined],
    [importer, owner],
    [importer, NOT_STATED],
  ] as const;
  for (const [i, [by, onBehalfOf]] of made.entries())
    story.go(
      makeCommitment,
      { ...promise, effectiveOn: '2021-01-01', ...recordOf(onBehalfOf, ids[i] ?? '', 1) },
      { by, self: ids[i] },
    );
  return story;
}
const opens = (command: AnyCommand): boolean => opening.includes(command) || command === acceptTransfer;
const streamOf = (id: string) => commitmentStream(partnership, id);
const standing = (story: Story): Map<string, CommitmentState> =>
  new Map(
    ids
      .filter((id) => story.events.some(({ stream }) => stream === streamOf(id)))
      .map((id) => [id, story.commitment(id)]),
  );

/** Tells a step. A command that opens takes the next id, if one is left. */
function tell(story: Story, { by, rightly, onBehalfOf, version, command, input }: Step) {
  const commitments = standing(story);
  const state = commitments.get(input.commitment);
  const self = ids.find((id) => !commitments.has(id));
  if (opens(command) && !self) return [];
  const said = (who?: string) => ({ ...input, ...recordOf(who, input.commitment, version) });
  const offer = state?.offers.at(-1);
  if (offer && command === acceptTransfer)
    return story.tell(command, { ...input, offer: offer.offer }, { by: rightly ? offer.to : by, self });
  if (!rightly || !state || opening.includes(command))
    return story.tell(command, said(onBehalfOf), { by, self });
  const own = isOwn(state) || command === confirmAttribution || command === rejectAttribution;
  return own
    ? story.tell(command, input, { by: state.organisation === NOT_STATED ? by : state.organisation })
    : story.tell(command, said(state.organisation), { by: state.recordedBy });
}

/** What one step did: what stood before and stands after, and the new events on commitments. */
interface Seen {
  readonly before: Map<string, CommitmentState>;
  readonly after: Map<string, CommitmentState>;
  readonly fresh: readonly StoredEvent[];
  readonly step: Step;
  readonly story: Story;
}
const onCommitment = ({ stream }: StoredEvent): boolean => stream.includes('-commitment-');

/** Tells all steps, and looks on at each. */
function told(steps: readonly Step[], look: (seen: Seen) => void = () => undefined): Story {
  const story = begun();
  for (const step of steps) {
    const before = standing(story);
    const length = story.events.length;
    tell(story, step);
    look({
      before,
      after: standing(story),
      fresh: story.events.slice(length).filter(onCommitment),
      step,
      story,
    });
  }
  return story;
}

const sequences = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });
const always = (property: (steps: Step[]) => void) =>
  fc.assert(fc.property(sequences, property), { numRuns: 100 });

describe('Whatever is told by whomever', () => {
  it('every event on a commitment is of the one who may write there', () => {
    always((steps) => {
      const writer = new Map<string, string>();
      const receiver = new Map<string, string>();
      for (const { stream, type, data, metadata } of told(steps).events.filter(onCommitment)) {
        const { organisation, recordedBy, attributed, to } = data as Opened & { to?: string };
        const ofTheNamed = type === 'AttributionConfirmed' || type === 'AttributionRejected';
        const taken = type === 'CommitmentSuperseded' && to !== undefined;
        if (type === 'CommitmentMade' || type === 'PledgeMade')
          writer.set(stream, attributed ? recordedBy : organisation);
        const may = taken ? receiver.get(stream) : ofTheNamed ? organisation : writer.get(stream);
        expect(metadata['organisation']).toBe(may);
        if (type === 'TransferOffered') receiver.set(stream, to ?? '');
        if (type === 'AttributionConfirmed') writer.set(stream, organisation);
      }
    });
  });

  it('a command touches no commitment but its own', () => {
    always((steps) => {
      told(steps, ({ before, fresh, step: { command, input } }) => {
        const next = ids.find((id) => !before.has(id)) ?? '';
        const own = new Set([
          ...(opens(command) ? [streamOf(next)] : []),
          ...(opening.includes(command) ? [] : [streamOf(input.commitment)]),
        ]);
        expect(fresh.filter(({ stream }) => !own.has(stream))).toEqual([]);
      });
    });
  });

  it('a record of a source is one commitment', () => {
    always((steps) => {
      const commitments = new Map<string, string>();
      for (const { stream, data } of told(steps).events.filter(({ type }) => type === 'SourceRecorded')) {
        const { commitment } = data as { commitment: string };
        expect(commitments.get(stream) ?? commitment).toBe(commitment);
        commitments.set(stream, commitment);
      }
    });
  });

  it('nothing that was said is lost', () => {
    always((steps) => {
      told(steps, ({ before, after, fresh }) => {
        for (const [id, old] of before) {
          if (fresh.every(({ stream }) => stream !== streamOf(id))) continue;
          const now = after.get(id);
          for (const [field, series] of Object.entries(old.said))
            expect(now?.said).toHaveProperty(field, expect.arrayContaining([...series]));
          expect(now?.suspensions).toEqual(expect.arrayContaining([...old.suspensions]));
          for (const { entry, kind, on, first, values, version } of old.entries) {
            const entryNow = now && everEntryOf(now, entry);
            expect(entryNow).toMatchObject({ kind, on });
            expect(entryNow?.first ?? entryNow?.values).toEqual(first ?? values);
            expect(entryNow?.version).toBeGreaterThanOrEqual(version);
          }
        }
      });
    });
  });

  it('an ended commitment stays ended, and only its entries are mended', () => {
    always((steps) => {
      told(steps, ({ before, after, fresh, step: { command } }) => {
        const others = mending.has(command) ? [] : fresh.map(({ stream }) => stream);
        for (const [id, { ended }] of [...before].filter(([, state]) => state.ended)) {
          expect(after.get(id)?.ended).toEqual(ended);
          expect(others).not.toContain(streamOf(id));
        }
      });
    });
  });

  it('nothing stands before its commitment', () => {
    always((steps) => {
      const story = told(steps);
      for (const [id, { on }] of standing(story)) {
        const its = story.events.filter(({ stream }) => stream === streamOf(id));
        expect(its.filter(({ metadata }) => (metadata['effectiveOn'] ?? '') < on)).toEqual([]);
      }
    });
  });

  it('the same command again says nothing new', () => {
    always((steps) => {
      told(steps, ({ fresh, step, story }) => {
        // A promise without a source record has no id of its own before it is made: that is what keys are for.
        const anew = opening.includes(step.command) && !step.onBehalfOf;
        if (fresh.length === 0 || anew) return;
        const { length } = story.events;
        tell(story, step);
        expect(story.events).toHaveLength(length);
      });
    });
  });

  it('disbursed is the sum of the latest value of each disbursement that was not struck through', () => {
    always((steps) => {
      const latest = new Map<string, number>();
      const story = told(steps, ({ fresh, step: { command, input } }) => {
        const key = `${input.commitment} ${input.entry}`;
        if (fresh.length > 0 && command === voidEntry) latest.delete(key);
        const mends = mending.has(command) && latest.has(key);
        if (fresh.length > 0 && input.money && (command === recordDisbursement || mends))
          latest.set(key, Number(input.money.amount));
      });
      for (const [id, { entries }] of standing(story)) {
        const amounts = entries.flatMap(({ kind, values }) =>
          kind === 'disbursement' ? (values.money?.amount ?? []) : [],
        );
        const its = [...latest].filter(([key]) => key.startsWith(id));
        expect(Number(decimal.sum(amounts))).toBe(its.reduce((sum, [, amount]) => sum + amount, 0));
      }
    });
  });
});
