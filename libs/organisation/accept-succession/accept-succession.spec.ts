import type { NewEvent } from '#kernel';
import { given, orgId } from '#specification';
import { ENDINGS, OrganisationEnded } from '../endings.ts';
import { directory } from '../directory.ts';
import {
  OrganisationChanged,
  OrganisationRegistered,
  SuccessionAccepted,
  SuccessionOffered,
  SuccessorNamed,
} from '../organisation.ts';
import { SUCCESSIONS } from '../succession.ts';
import { stored } from '#specification';
import { acceptSuccession } from './accept-succession.ts';

const [organisation, successor, stranger] = [orgId('old'), orgId('new'), orgId('stranger')];
const own = { organisation, successor };
const details = { name: 'Old' };
const listed = OrganisationRegistered({ organisation, ...details, registeredBy: organisation });
const other = OrganisationRegistered(
  { organisation: successor, name: 'New', registeredBy: successor },
  `organisation-organisation-${successor}`,
);
const offered = (change: 'merged' | 'dissolved' = 'merged') => SuccessionOffered({ ...own, change });
const dissolved = OrganisationChanged({ organisation, change: 'dissolved', before: details, after: details });
/** As older code wrote it: it stood at once. */
const before = OrganisationChanged({ ...own, change: 'merged', before: details, after: details });
const accepted = [SuccessionAccepted(own), SuccessorNamed({ ...own, accepted: true }, SUCCESSIONS)] as const;
const accepting = (by: string, says: object, ...history: readonly NewEvent[]) =>
  given(...history).when(acceptSuccession, { organisation, ...says }, { actor: { organisation: by } });

describe('AcceptSuccession', () => {
  it('lets a merger stand', () => {
    accepting(successor, {}, listed, other, offered()).then(
      OrganisationChanged({ ...own, change: 'merged', before: details, after: details }),
      OrganisationEnded({ organisation, how: 'merged' }, ENDINGS),
      ...accepted,
    );
  });

  it('goes on in the place of one that was dissolved already', () => {
    accepting(successor, {}, listed, other, dissolved, offered('dissolved')).then(...accepted);
  });

  it('is of the organisation that is named, and of nobody else', () => {
    accepting(stranger, {}, listed, other, offered()).refuses('not-the-successor');
    accepting(organisation, {}, listed, other, offered()).refuses('not-the-successor');
    accepting(successor, {}, listed, other).refuses('not-the-successor');
    accepting(successor, {}).refuses('organisation-unknown');
  });

  it('marks one of an older book, which stands already; accepted again, it is nothing new', () => {
    const named = SuccessorNamed(own, SUCCESSIONS);
    accepting(successor, {}, listed, other, before, named).then(...accepted);
    accepting(successor, {}, listed, other, before, named, ...accepted).changesNothing();
  });

  it('is not dated before it was named, and does not come to succeed itself', () => {
    accepting(successor, { effectiveOn: '2020-01-01' }, listed, other, offered()).refuses(
      'before-last-change',
    );
    const circle = SuccessorNamed({ organisation: successor, successor: organisation }, SUCCESSIONS);
    accepting(successor, {}, listed, other, offered(), circle).refuses('successor-circle');
  });
});

describe('A merger in the directory', () => {
  const read = (...events: readonly NewEvent[]) => {
    const doc = events.reduce<ReturnType<NonNullable<(typeof directory.on)[string]>>>(
      (before, event, i) =>
        directory.on[event.type]?.(before, stored(event, i) as never, {
          key: organisation,
          peek: () => before,
        }),
      undefined,
    );
    return doc && directory.at(doc, '2030-01-01');
  };

  it('waits for its successor, and the one that merges goes on', () => {
    const entry = read(listed, offered());
    expect(entry).toMatchObject({ succession: { how: 'merged', successor } });
    expect(entry).not.toHaveProperty('ended');
    expect(read(listed, offered(), before, ...accepted.slice(0, 1))).toMatchObject({
      ended: { how: 'merged', successor, accepted: true },
    });
  });

  it('of an older book stands, marked as not accepted', () => {
    expect(read(listed, before)).toMatchObject({ ended: { how: 'merged', successor, accepted: false } });
  });
});
