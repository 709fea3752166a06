import type { NewEvent } from '#kernel';
import { given, orgId } from '#specification';
import { DuplicateConfirmed, DuplicateJoined, DuplicateKept, DuplicateParted } from '../duplicate.ts';
import { ENDINGS, OrganisationEnded } from '../endings.ts';
import { OrganisationChanged, OrganisationRegistered, organisationStream } from '../organisation.ts';
import { OrganisationActed, OrganisationMuted, voiceStream } from '../voice.ts';
import { joinDuplicate } from './join-duplicate.ts';

const [organisation, kept, third] = [orgId('twice'), orgId('itu'), orgId('third')];
const reason = 'Listed by two importers';
const listing = (id: string) =>
  OrganisationRegistered(
    { organisation: id, name: id, registeredBy: third },
    ...(id === organisation ? [] : [organisationStream(id)]),
  );
const both = [listing(organisation), listing(kept)];
const acted = OrganisationActed({ organisation }, voiceStream(organisation));
const ofKept = organisationStream(kept);
const words = [
  DuplicateConfirmed({ organisation, listing: kept, keep: kept }),
  DuplicateConfirmed({ organisation: kept, listing: organisation, keep: kept }, ofKept),
];
const joined = [
  DuplicateJoined({ organisation, kept, reason }),
  DuplicateKept({ organisation: kept, duplicate: organisation, reason }, ofKept),
  OrganisationMuted({ organisation, kept }, voiceStream(organisation)),
];
const ended = OrganisationEnded({ organisation, how: 'joined' }, ENDINGS);
const joining = (says: object, ...history: readonly NewEvent[]) =>
  given(...history).when(
    joinDuplicate,
    { organisation, kept, reason, ...says },
    { self: organisation, actor: { organisation: 'operator', roles: ['operator'] } },
  );

describe('JoinDuplicate', () => {
  it('joins a duplicate as which nobody ever acted, by the word of an operator alone', () => {
    joining({}, ...both).then(...joined);
  });

  it('takes the word of both where somebody acted as the duplicate, and for the same one', () => {
    joining({}, ...both, acted).refuses('word-missing');
    for (const word of words) joining({}, ...both, acted, word).refuses('word-missing');
    const otherwise = DuplicateConfirmed(
      { organisation: kept, listing: organisation, keep: organisation },
      ofKept,
    );
    joining({}, ...both, acted, ...words, otherwise).refuses('word-missing');
    joining({}, ...both, acted, ...words).then(...joined, ended);
  });

  it('is waited for by nobody, as one that had ended before', () => {
    const details = { name: organisation };
    const dissolved = OrganisationChanged({
      organisation,
      change: 'dissolved',
      before: details,
      after: details,
    });
    joining({}, ...both, acted, dissolved, ...words).then(...joined);
  });

  it('says whose word is missing', () => {
    expect(joining({}, ...both, acted, ...words.slice(0, 1)).decision).toMatchObject({
      details: { organisations: [kept] },
    });
  });

  it('asks anew after it was undone: a word is good for one joining', () => {
    const undone = DuplicateParted({ organisation, kept, reason });
    joining({}, ...both, acted, ...words, ...joined, undone).refuses('word-missing');
  });

  it('leads to a listing that is kept, in one step', () => {
    const over = (first: string, second: string, stream?: string) =>
      DuplicateJoined({ organisation: first, kept: second, reason }, stream);
    joining({}, ...both, ...joined).changesNothing();
    joining({}, ...both, over(organisation, third)).refuses('already-joined');
    joining({}, ...both, over(kept, third, ofKept)).refuses('kept-joined');
    joining({}, ...both, DuplicateKept({ organisation, duplicate: third, reason })).refuses('keeps-others');
    joining({ kept: organisation }, ...both).refuses('own-duplicate');
  });

  it('is of two that are listed', () => {
    joining({}, listing(organisation)).refuses('organisation-unknown');
    joining({}, listing(kept)).refuses('organisation-unknown');
  });
});
