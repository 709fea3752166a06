import fc from 'fast-check';
import { addDays, type Fact, type NewEvent } from '#kernel';
import { agreed, convener, endorsed, partnership, second, third } from '../specification/example.ts';
import { AgreementFormed } from '../events.ts';
import { overview } from './overview.ts';
import { rhythmsAt, rhythmsOf } from './rhythms.ts';

const FORMED = AgreementFormed({ partnership, agreement: 'together', endorsers: [convener, second] });
const RECORDED = '2022-01-10';
/** An agreement every six months, of this day and recorded on that. */
const told = (on: string, recordedOn: string, events: readonly NewEvent[]): Fact[] =>
  events.map(({ type, data }) => ({ type, on, recordedAt: `${recordedOn}T12:00:00.000Z`, data }));
const made = (on: string, recordedOn: string) =>
  told(on, recordedOn, [agreed(), endorsed(convener), endorsed(second), FORMED]);
const rhythmsOn = (facts: readonly Fact[], day: string) =>
  Object.fromEntries(rhythmsOf(overview.at({ partnership, facts }, day)));

describe('Rhythms', () => {
  it('are those of everybody who endorsed a formed agreement', () => {
    const facts = made('2020-01-01', '2020-01-01');
    expect(rhythmsOn(facts, '2019-12-31')).toEqual({});
    expect(rhythmsOn(facts, '2020-01-01')).toEqual({ [convener]: 6, [second]: 6 });
  });

  it('alter no day before they were recorded, whatever day an agreement gives itself', () => {
    const facts = made('2020-01-01', RECORDED);
    expect(rhythmsOn(facts, '2021-06-01')).toEqual({});
    expect(rhythmsOn(facts, RECORDED)).toEqual({ [convener]: 6, [second]: 6 });
    expect(rhythmsAt({ partnership, facts }, '2022-01-10T11:59:59.999Z')).toEqual(new Map());
  });

  it('alter none for who endorses later, either', () => {
    const facts = [...made('2020-01-01', '2020-01-01'), ...told('2020-01-01', RECORDED, [endorsed(third)])];
    expect(rhythmsOn(facts, '2021-06-01')).not.toHaveProperty(third);
    expect(rhythmsOn(facts, RECORDED)).toHaveProperty(third, 6);
  });

  it('of a day are the same, whatever is recorded after it', () => {
    const day = fc.nat(60).map((days) => addDays('2020-01-01', days));
    const said = fc.constantFrom(agreed(), endorsed(convener), endorsed(second), endorsed(third), FORMED);
    const book = fc.array(fc.record({ said, on: day, later: fc.nat(30) }), { maxLength: 12 });
    fc.assert(
      fc.property(book, day, (steps, date) => {
        const facts = steps
          .flatMap(({ said: event, on, later }) => told(on, addDays(on, later), [event]))
          .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
        const known = facts.filter(({ recordedAt }) => recordedAt.slice(0, 10) <= date);
        expect(rhythmsOn(facts, date)).toEqual(rhythmsOn(known, date));
      }),
    );
  });
});
