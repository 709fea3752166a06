import type { CommandClass } from '#kernel';
import { readInput } from '#input';
import { AmendCommitment } from './amend-commitment/amend-commitment.ts';
import { AttachEvidence } from './attach-evidence/attach-evidence.ts';
import { here, partnership, promise, schools, stranger } from './specification/example.ts';
import { commitmentCommands } from './index.ts';
import { joint } from './joint/specification/example.ts';
import { CorrectEntry } from './correct-entry/correct-entry.ts';
import { MakeCommitment } from './make-commitment/make-commitment.ts';
import { RecordDisbursement } from './record-disbursement/record-disbursement.ts';
import { ReportProgress } from './report-progress/report-progress.ts';
import { RestateEntry } from './restate-entry/restate-entry.ts';

const rulesBroken = (input: CommandClass<object>, value: object) => {
  const read = readInput(input, value);
  return Array.isArray(read) ? read.map(({ field, rule }) => `${field} ${rule}`) : [];
};
const money = (amount: unknown, currency = 'USD') => ({ ...here, entry: 'a', money: { amount, currency } });
const evidence = (more: object) => ({
  ...here,
  entry: 'a',
  title: 'x',
  sha256: '9f'.repeat(32),
  mediaType: 'image/svg+xml',
  ...more,
});
const twice = ['women', 'Women '].map((category) => ({ category, value: '1' }));
const make = (more: object) => ({ partnership, ...promise, ...more });

describe('What a command says', () => {
  it.each(commitmentCommands.map((command) => [command.input.name, command] as const))(
    '%s takes its example',
    (_, { input, creates, own: told, entity }) => {
      const own = entity.kind === 'jointCommitment' ? joint : here;
      const ids = creates || told ? { partnership } : own;
      expect(rulesBroken(input as CommandClass<object>, { ...ids, ...input.example })).toEqual([]);
    },
  );

  it('takes the same amount in the same currency as equivalent, however it is written', () => {
    const equivalent = { amount: '1.50', currency: 'USD' };
    const { entry, money: said } = money('1.5');
    expect(rulesBroken(RecordDisbursement, { ...here, entry, money: { ...said, equivalent } })).toEqual([]);
  });

  it('takes evidence at an address of the web, whatever its media type is called', () => {
    for (const uri of ['https://example.org/a(1)?b=%C3%B1#c', 'HTTP://EXAMPLE.ORG:8080'])
      expect(rulesBroken(AttachEvidence, evidence({ uri }))).toEqual([]);
    for (const mediaType of ['application/vnd.oasis.opendocument.text', 'image/svg+xml', 'x-a/B'])
      expect(rulesBroken(AttachEvidence, evidence({ mediaType }))).toEqual([]);
  });

  it('takes a target with a capital, as lists of the United Nations write it', () => {
    expect(readInput(MakeCommitment, make({ sdgTargets: ['1.A', '9.c'] }))).toMatchObject({
      sdgTargets: ['1.a', '9.c'],
    });
  });

  it.each<[string, CommandClass<object>, object, string]>([
    ['money as a number', RecordDisbursement, money(100), '/money/amount isAmount'],
    ['money below zero', RecordDisbursement, money('-1'), '/money/amount isAmount'],
    ['money with a separator', RecordDisbursement, money('1,000'), '/money/amount isAmount'],
    [
      'another amount of the same currency as equivalent',
      RecordDisbursement,
      { ...here, entry: 'a', money: { ...money('1').money, equivalent: { amount: '2', currency: 'USD' } } },
      '/money/equivalent inAnotherCurrency',
    ],
    ['no currency', RecordDisbursement, money('1', 'XXX'), '/money/currency isCurrency'],
    ['the currency of tests', RecordDisbursement, money('1', 'XTS'), '/money/currency isCurrency'],
    ['a currency outside ISO 4217', RecordDisbursement, money('1', 'XYZ'), '/money/currency isCurrency'],
    [
      'a disbursement without an id',
      RecordDisbursement,
      { ...money('1'), entry: undefined },
      '/entry required',
    ],
    ['a promise without a statement', MakeCommitment, make({ statement: ' ' }), '/statement isText4000'],
    ['another kind of promise', MakeCommitment, make({ kind: 'obligation' }), '/kind isIn'],
    [
      'a place outside M49 and ISO 3166',
      MakeCommitment,
      make({ places: [{ place: 'XX' }] }),
      '/places/0/place isPlace',
    ],
    [
      'an SDG target that is none',
      MakeCommitment,
      make({ sdgTargets: ['18.1'] }),
      '/sdgTargets/0 isSdgTarget',
    ],
    ['a behalf of a name', MakeCommitment, make({ onBehalfOf: 'UNICEF' }), '/onBehalfOf matches'],
    ['an amendment without a reason', AmendCommitment, { ...here, statement: 'x' }, '/reason required'],
    [
      'evidence without a fingerprint',
      AttachEvidence,
      { ...here, entry: 'a', title: 'x', mediaType: 'x' },
      '/sha256 required',
    ],
    ['evidence at no address', AttachEvidence, evidence({ uri: 'javascript:alert(1)' }), '/uri isWebAddress'],
    ['evidence at a part of an address', AttachEvidence, evidence({ uri: '/tibu.jpg' }), '/uri isWebAddress'],
    [
      'evidence at the address of somebody',
      AttachEvidence,
      evidence({ uri: 'https://who.int@example.org' }),
      '/uri isWebAddress',
    ],
    ['evidence of no media type', AttachEvidence, evidence({ mediaType: 'photo' }), '/mediaType isMediaType'],
    [
      'evidence of a media type with more behind it',
      AttachEvidence,
      evidence({ mediaType: 'text/html<script>' }),
      '/mediaType isMediaType',
    ],
    [
      'evidence mended to no address',
      CorrectEntry,
      { ...here, entry: 'a', reason: 'R', uri: 'data:text/html,x' },
      '/uri isWebAddress',
    ],
    [
      'evidence mended to no media type',
      RestateEntry,
      { ...here, entry: 'a', reason: 'R', mediaType: 'x' },
      '/mediaType isMediaType',
    ],
    [
      'a record at no address',
      MakeCommitment,
      make({ source: { system: 'fts', record: '1', version: 1, url: 'javascript:alert(1)' } }),
      '/source/url isWebAddress',
    ],
    ['a partner twice', MakeCommitment, make({ with: [stranger, stranger] }), '/with arrayUnique'],
    [
      'a category twice in a value',
      ReportProgress,
      { ...here, entry: 'a', values: [{ indicator: 'a', value: '2', disaggregation: twice }] },
      '/values/0/disaggregation isEachCategoryOnce',
    ],
    [
      'a category twice in a target, and in what is expected',
      MakeCommitment,
      make({
        indicators: [
          {
            ...schools,
            disaggregation: twice,
            expected: [{ period: {}, value: '2', disaggregation: twice }],
          },
        ],
      }),
      '/indicators/0/expected/0/disaggregation isEachCategoryOnce',
    ],
    [
      'a category twice in a target',
      MakeCommitment,
      make({ indicators: [{ ...schools, disaggregation: twice }] }),
      '/indicators/0/disaggregation isEachCategoryOnce',
    ],
    [
      'a value as a number',
      ReportProgress,
      { ...here, entry: 'a', values: [{ indicator: 'a', value: 4 }] },
      '/values/0/value isQuantity',
    ],
    [
      'a day that does not exist',
      ReportProgress,
      { ...here, entry: 'a', effectiveOn: '2021-02-30' },
      '/effectiveOn isDay',
    ],
  ])('is not %s', (_, input, value, broken) => {
    expect(rulesBroken(input, value)).toContain(broken);
  });
});
