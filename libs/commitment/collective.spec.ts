import type { AnyCommand, NewEvent } from '#kernel';
import { given } from '#specification';
import { Ending } from '#organisation';
import { Closed, CollectiveIndicatorOpened, indicatorStream } from '#partnership';
import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { detailCommitment } from './detail-commitment/detail-commitment.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { makePledge } from './make-pledge/make-pledge.ts';
import { as, here, joined, made, owner, partnership, promise, schools } from './specification/example.ts';

const opened = (unit: string = schools.unit, indicator = 'all-schools'): NewEvent =>
  CollectiveIndicatorOpened(
    { partnership, indicator, unit, aggregation: 'sum' },
    indicatorStream(partnership, indicator),
  );
const contributing = { ...schools, collective: 'all-schools' };
const many = Array.from({ length: 11 }, (_, i) => ({ ...schools, id: `s${i}`, collective: `c${i}` }));

describe.each<[string, AnyCommand, object, readonly NewEvent[]]>([
  ['MakeCommitment', makeCommitment, { partnership, ...promise }, [joined()]],
  ['MakePledge', makePledge, { partnership, ...promise }, [joined()]],
  ['DetailCommitment', detailCommitment, here, [made()]],
  ['AmendCommitment', amendCommitment, { ...here, reason: 'Together' }, [made({ indicators: [schools] })]],
])('%s, of an indicator that contributes to a collective one', (_, command, says, before) => {
  const decided = (indicators: readonly object[], ...more: readonly NewEvent[]) =>
    given(...before, ...more).when(command, { ...says, indicators }, as(owner));

  it('names one that was adopted, in its unit', () => {
    expect(decided([contributing], opened()).decision).toHaveLength(1);
  });

  it('may name several, and one of them more than once', () => {
    const indicators = [
      contributing,
      { ...contributing, id: 'b' },
      { ...contributing, id: 'c', collective: 'd' },
    ];
    expect(decided(indicators, opened(), opened(schools.unit, 'd')).decision).toHaveLength(1);
  });

  it('is refused what was not adopted', () => {
    decided([contributing]).refuses('collective-not-adopted');
    decided([contributing, { ...contributing, id: 'b', collective: 'd' }], opened()).refuses(
      'collective-not-adopted',
    );
  });

  it('is refused another unit, and told which; also that of a former definition', () => {
    decided([contributing], opened('classrooms')).refuses('unit-differs');
    decided([contributing], opened(), opened('classrooms')).refuses('unit-differs');
  });

  it('is refused more than are looked up', () => {
    decided(many, ...many.map(({ collective }) => opened(schools.unit, collective))).refuses(
      'too-many-collective',
    );
  });
});

it('looks at no more streams where nothing is contributed', () => {
  const command = { partnership, ...promise, indicators: [schools] };
  const read = Object.values(makeCommitment.reads ?? {}).flatMap(
    (of): unknown => of(command as never, as(owner).actor as never) as unknown,
  );
  // Whether the book is closed, and who has ended, is looked at by whatever opens something new.
  const others = read.filter((one) => one && ![Closed, Ending].includes((one as { entity: never }).entity));
  expect(others).toEqual([]);
});
