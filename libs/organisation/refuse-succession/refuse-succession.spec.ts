import type { NewEvent } from '#kernel';
import { given, orgId, stored } from '#specification';
import { changeOrganisation } from '../change-organisation/change-organisation.ts';
import { directory } from '../directory.ts';
import { ENDINGS, OrganisationGoesOn } from '../endings.ts';
import {
  OrganisationChanged,
  OrganisationRegistered,
  SuccessionAccepted,
  SuccessionOffered,
  SuccessionRefused,
  SuccessorNamed,
  SuccessorRefused,
} from '../organisation.ts';
import { areOne, Succession, SUCCESSIONS } from '../succession.ts';
import { refuseSuccession } from './refuse-succession.ts';

const [organisation, successor] = [orgId('old'), orgId('new')];
const own = { organisation, successor };
const details = { name: 'Old' };
const listed = OrganisationRegistered({ organisation, ...details, registeredBy: organisation });
const ended = (change: 'merged' | 'dissolved') =>
  OrganisationChanged({ ...own, change, before: details, after: details });
const refusing = (...history: readonly NewEvent[]) =>
  given(...history).when(
    refuseSuccession,
    { organisation, reason: 'Who?' },
    { actor: { organisation: successor } },
  );
const refused = SuccessionRefused({ ...own, reason: 'Who?' });
const unnamed = SuccessorRefused(own, SUCCESSIONS);

describe('RefuseSuccession', () => {
  it('leaves what is offered', () => {
    refusing(listed, SuccessionOffered({ ...own, change: 'merged' })).then(refused);
  });

  it('ends one of an older book, which stood without its word: it can dispute again', () => {
    refusing(listed, ended('merged')).then(refused, unnamed, OrganisationGoesOn({ organisation }, ENDINGS));
    refusing(listed, ended('dissolved')).then(refused, unnamed);
    const guards = [SuccessorNamed(own), unnamed].map((event, i) => stored(event, i) as never);
    const [named, after] = [Succession.evolve['SuccessorNamed'], Succession.evolve['SuccessorRefused']];
    const stood = named?.(undefined as never, guards[0] as never);
    expect(areOne(stood, organisation, successor)).toBe(true);
    expect(areOne(after?.(stood as never, guards[1] as never), organisation, successor)).toBe(false);
  });

  it('lets the one that merged without its word go on; a dissolved one stays so', () => {
    const renaming = { organisation, change: 'renamed', name: 'New name' };
    const itself = { actor: { organisation }, self: organisation };
    given(listed, ended('merged')).when(changeOrganisation, renaming, itself).refuses('organisation-ended');
    given(listed, ended('merged'), refused)
      .when(changeOrganisation, renaming, itself)
      .emits('OrganisationChanged');
    given(listed, ended('dissolved'), refused)
      .when(changeOrganisation, renaming, itself)
      .refuses('organisation-ended');
  });

  it('shows so in the directory', () => {
    const read = (...events: readonly NewEvent[]) => {
      const doc = events.reduce(
        (before, event, i) =>
          directory.on[event.type]?.(before as never, stored(event, i) as never, {
            key: '',
            peek: () => undefined,
          }),
        undefined as unknown,
      );
      return directory.at(doc as never, '2030-01-01');
    };
    expect(read(listed, ended('merged'), refused)).not.toHaveProperty('ended');
    expect(read(listed, ended('dissolved'), refused).ended).toEqual({ how: 'dissolved', on: '2020-09-21' });
  });

  it('is too late once it was accepted, and of nobody else', () => {
    refusing(listed, ended('merged'), SuccessionAccepted(own)).refuses('succession-accepted');
    refusing(listed).refuses('not-the-successor');
  });
});
