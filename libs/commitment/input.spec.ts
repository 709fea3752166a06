import type { CommandClass } from '#kernel';
import { readInput } from '#input';
import { AmendCommitment } from './amend-commitment/amend-commitment.ts';
import { AttachEvidence } from './attach-evidence/attach-evidence.ts';
import { here, partnership, promise } from './specification/example.ts';
import { commitmentCommands } from './index.ts';
import { joint } from './joint/specification/example.ts';
import { MakeCommitment } from './make-commitment/make-commitment.ts';
import { RecordDisbursement } from './record-disbursement/record-disbursement.ts';
import { ReportProgress } from './report-progress/report-progress.ts';

const rulesBroken = (input: CommandClass<object>, value: object) => {
  const read = readInput(input, value);
  return Array.isArray(read) ? read.map(({ field, rule }) => `${field} ${rule}`) : [];
};
const money = (amount: unknown, currency = 'USD') => ({ ...here, entry: 'a', money: { amount, currency } });
const make = (more: object) => ({ partnership, ...promise, ...more });

describe('What a command says', () => {
  it.each(commitmentCommands.map((command) => [command.input.name, command] as const))(
    '%s takes its example',
    (_, { input, creates, stream, entity }) => {
      const own = entity.kind === 'jointCommitment' ? joint : here;
      const ids = creates || stream ? { partnership } : own;
      expect(rulesBroken(input as CommandClass<object>, { ...ids, ...input.example })).toEqual([]);
    },
  );

  it('takes the same amount in the same currency as equivalent, however it is written', () => {
    const equivalent = { amount: '1.50', currency: 'USD' };
    const { entry, money: said } = money('1.5');
    expect(rulesBroken(RecordDisbursement, { ...here, entry, money: { ...said, equivalent } })).toEqual([]);
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
