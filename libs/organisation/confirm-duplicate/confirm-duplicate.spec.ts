import type { NewEvent } from '#kernel';
import { given, orgId, stored } from '#specification';
import { directory } from '../directory.ts';
import {
  DuplicateConfirmed,
  DuplicateDenied,
  DuplicateJoined,
  DuplicateKept,
  DuplicateParted,
  DuplicateReleased,
} from '../duplicate.ts';
import { OrganisationRegistered, organisationStream } from '../organisation.ts';
import { confirmDuplicate } from './confirm-duplicate.ts';

const [organisation, listing] = [orgId('itu'), orgId('twice')];
const own = OrganisationRegistered({ organisation, name: 'ITU', registeredBy: organisation });
const other = OrganisationRegistered(
  { organisation: listing, name: 'I.T.U.', registeredBy: organisation },
  organisationStream(listing),
);
const keep = organisation;
const confirming = (says: object, ...history: readonly NewEvent[]) =>
  given(...history).when(
    confirmDuplicate,
    { organisation, listing, keep, ...says },
    { actor: { organisation }, self: organisation },
  );
const confirmed = DuplicateConfirmed({ organisation, listing, keep });

describe('ConfirmDuplicate', () => {
  it('says of another listing that it is of itself, and which is kept', () => {
    confirming({}, own, other).then(confirmed);
    confirming({}, own, other, confirmed).changesNothing();
    confirming({ keep: listing }, own, other, confirmed).emits('DuplicateConfirmed');
    confirming({}, own, other, confirmed, DuplicateDenied({ organisation, listing })).then(confirmed);
  });

  it('is the organisation’s own word, of another that is listed', () => {
    confirming({ organisation: listing }, own, other).refuses('not-your-organisation');
    confirming({ listing: organisation }, own, other).refuses('own-duplicate');
    confirming({ keep: orgId('third') }, own, other).refuses('keep-neither');
    confirming({}, own).refuses('organisation-unknown');
    confirming({}, other).refuses('organisation-unknown');
  });
});

describe('Several listings in the directory', () => {
  const shown = (...events: readonly NewEvent[]) => {
    const doc = [own, ...events].reduce<ReturnType<NonNullable<(typeof directory.on)[string]>>>(
      (before, event, i) =>
        directory.on[event.type]?.(before, stored(event, i) as never, {
          key: organisation,
          peek: () => before,
        }),
      undefined,
    );
    const entry = doc && directory.at(doc, '2030-01-01');
    return entry && { joinedTo: entry.joinedTo, also: entry.alsoListedAs, says: entry.saysDuplicates };
  };
  const [reason, on] = ['Seen', '2020-09-21'];
  const said = [{ organisation: listing, keep, on }];

  it('are told by the word of one until they are joined, and then as joined', () => {
    expect(shown(confirmed)).toEqual({ says: said });
    expect(shown(confirmed, DuplicateDenied({ organisation, listing }))).toEqual({});
    const kept = DuplicateKept({ organisation, duplicate: listing, reason });
    const also = [{ organisation: listing, on, reason }];
    expect(shown(confirmed, kept)).toEqual({ also });
    expect(shown(kept, DuplicateReleased({ organisation, duplicate: listing, reason }))).toEqual({});
  });

  it('point to the one that is kept', () => {
    const joined = DuplicateJoined({ organisation, kept: listing, reason });
    expect(shown(confirmed, joined)).toEqual({ joinedTo: { organisation: listing, on, reason } });
    expect(shown(joined, DuplicateParted({ organisation, kept: listing, reason }))).toEqual({});
  });
});
