import { given } from '#specification';
import { CollectiveIndicatorMeasured } from '../collective.ts';
import {
  adoptedOnline,
  as,
  convened,
  convener,
  counted,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  here,
  measured,
  second,
  TODAY,
} from '../specification/example.ts';
import { measureCollectiveIndicator } from './measure-collective-indicator.ts';

const says = { ...here, ...counted };
const begun = [...convened(second), dated(EARLIER, adoptedOnline())];
const corrects = {
  ...says,
  measurement: 'b',
  value: '510',
  replaces: counted.measurement,
  reason: 'Late forms',
};

describe('MeasureCollectiveIndicator', () => {
  it('says a value, its period, method and source, in the unit that was adopted', () => {
    given(...begun)
      .when(measureCollectiveIndicator, says, as(second))
      .then(CollectiveIndicatorMeasured({ ...says, unit: 'people', measuredBy: second, version: 1 }));
  });

  it('may be said of the same period by another, or once more: nobody judges between them', () => {
    given(...begun, measured())
      .when(measureCollectiveIndicator, { ...says, measurement: 'b' }, as(second))
      .emits('CollectiveIndicatorMeasured');
  });

  it.each([
    ['an indicator that was not adopted', { indicator: 'other' }, 'indicator-not-adopted'],
    ['a period that says nothing', { period: {} }, 'nothing-said'],
    ['a period that runs backwards', { period: { from: '2020-02-01', to: '2020-01-01' } }, 'window-reversed'],
    ['a reason that corrects nothing', { reason: 'R' }, 'nothing-replaced'],
    ['a day before the adoption', { effectiveOn: FIRST }, 'before-last-change'],
  ])('refuses %s', (_, more, code) => {
    given(...begun)
      .when(measureCollectiveIndicator, { ...says, ...more }, as(second))
      .refuses(code);
  });

  it('measures by the definition that stands', () => {
    const anew = dated(EARLY, adoptedOnline({ unit: 'households' }));
    const { decision } = given(...begun, anew).when(measureCollectiveIndicator, says, as(second));
    expect(decision).toMatchObject([{ data: { unit: 'households' } }]);
    given(...begun, anew)
      .when(measureCollectiveIndicator, { ...says, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});

describe('A correction of a measurement', () => {
  const before = dated(EARLY, measured());

  it('is a version more, on the day and in the unit of what it corrects', () => {
    given(...begun, before, dated(TODAY, adoptedOnline({ unit: 'households' })))
      .when(measureCollectiveIndicator, corrects, as(convener))
      .then(
        dated(
          EARLY,
          CollectiveIndicatorMeasured({ ...corrects, unit: 'people', measuredBy: convener, version: 2 }),
        ),
      );
  });

  it('changes nothing when it comes again', () => {
    given(...begun, before, dated(EARLY, measured({ ...corrects, version: 2 })))
      .when(measureCollectiveIndicator, corrects, as(convener))
      .changesNothing();
  });

  it('builds on the last one', () => {
    const correction = dated(EARLY, measured({ ...corrects, version: 2 }));
    given(...begun, before, correction)
      .when(measureCollectiveIndicator, { ...corrects, measurement: 'c' }, as(convener))
      .refuses('already-replaced');
    const { decision } = given(...begun, before, correction).when(
      measureCollectiveIndicator,
      { ...corrects, measurement: 'c', replaces: 'b' },
      as(convener),
    );
    expect(decision).toMatchObject([{ data: { version: 3 } }]);
  });

  it.each([
    ['of what nobody measured', { replaces: 'x' }, convener, 'measurement-unknown'],
    ['of itself', { replaces: 'b' }, convener, 'measurement-unknown'],
    ['of another’s', {}, second, 'not-your-measurement'],
    ['of another indicator', { indicator: 'other' }, convener, 'other-indicator'],
    ['without a reason', { reason: undefined }, convener, 'reason-missing'],
    ['on another day', { effectiveOn: TODAY }, convener, 'mend-takes-entry-date'],
  ])('is refused %s', (_, more, by, code) => {
    given(...begun, before)
      .when(measureCollectiveIndicator, { ...corrects, ...more }, as(by))
      .refuses(code);
  });
});
