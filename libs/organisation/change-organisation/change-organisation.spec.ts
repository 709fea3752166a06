import { readInput } from '#input';
import type { NewEvent } from '#kernel';
import { given, orgId } from '#specification';
import { ENDINGS, OrganisationEnded } from '../endings.ts';
import { IdentifierBound, identifierStream, IdentifierTaken, released } from '../identifier.ts';
import { organisationCommands } from '../index.ts';
import {
  OrganisationChanged,
  OrganisationRegistered,
  SuccessionOffered,
  SuccessorNamed,
} from '../organisation.ts';
import { SUCCESSIONS } from '../succession.ts';
import { registerOrganisation } from '../register-organisation/register-organisation.ts';
import { changeOrganisation } from './change-organisation.ts';

const organisation = orgId('facebook');
const successor = orgId('meta');
const before = { name: 'Facebook', type: '70' };
const listed = OrganisationRegistered({ organisation, ...before, registeredBy: orgId('itu') });
const other = OrganisationRegistered(
  { organisation: successor, name: 'Meta', registeredBy: orgId('itu') },
  `organisation-organisation-${successor}`,
);
const identifier = { agency: 'XI-LEI', number: 'BQ4BKCS1HXDV9HN80Z93' };
const taken = (by: string) =>
  IdentifierTaken({ ...identifier, organisation: by }, identifierStream(identifier));

const itself = { actor: { organisation }, self: organisation };
const changing = (...history: readonly NewEvent[]) => ({
  by: (says: object, who = itself) =>
    given(...history).when(changeOrganisation, { organisation, ...says }, who),
});
const renaming = { change: 'renamed', name: 'Meta Platforms' } as const;
const renamed = OrganisationChanged({
  organisation,
  ...renaming,
  before,
  after: { ...before, name: renaming.name },
});
const on = (effectiveOn: string, event: NewEvent) => ({ ...event, effectiveOn });

const guarded = OrganisationEnded({ organisation, how: 'dissolved' }, ENDINGS);

describe('ChangeOrganisation', () => {
  it('renames: all that was listed, all that is, and why', () => {
    const { before, after } = renamed.data;
    changing(listed)
      .by({ ...renaming, reason: 'New company name' })
      .then(
        OrganisationChanged({ organisation, change: 'renamed', before, after, reason: 'New company name' }),
      );
  });

  it('details what was left open or has changed', () => {
    const detail = { type: '40', country: 'US' };
    changing(listed)
      .by({ change: 'detailed', ...detail })
      .then(
        OrganisationChanged({ organisation, change: 'detailed', before, after: { ...before, ...detail } }),
      );
  });

  it('merges once its successor accepts, and goes on as before until then', () => {
    const offered = SuccessionOffered({ organisation, change: 'merged', successor });
    changing(listed, other).by({ change: 'merged', successor }).then(offered);
    changing(listed, other, offered).by({ change: 'merged', successor }).changesNothing();
    changing(listed, other, offered).by(renaming).emits('OrganisationChanged');
    changing(listed, other).by({ change: 'merged', successor, name: 'New' }).refuses('merger-alone');
  });

  it('is dissolved at once, and who goes on in its place is asked', () => {
    changing(listed, other)
      .by({ change: 'dissolved', successor })
      .then(
        OrganisationChanged({ organisation, change: 'dissolved', before, after: before }),
        guarded,
        SuccessionOffered({ organisation, change: 'dissolved', successor }),
      );
  });

  it('is dissolved, and nobody goes on in its place', () => {
    changing(listed)
      .by({ change: 'dissolved' })
      .then(OrganisationChanged({ organisation, change: 'dissolved', before, after: before }), guarded);
  });

  it.each([[[successor]], [[orgId('middle'), successor]]])(
    'does not come to succeed itself, over %j',
    (chain) => {
      const named = chain.toReversed().map((one, i, all) => {
        const next = all[i + 1] ?? organisation;
        return SuccessorNamed({ organisation: one, successor: next }, SUCCESSIONS);
      });
      changing(listed, other, ...named)
        .by({ change: 'merged', successor })
        .refuses('successor-circle');
    },
  );

  it('is followed by one that had not ended by that day, though it has since', () => {
    const ended = OrganisationChanged(
      { organisation: successor, change: 'dissolved', before, after: before },
      `organisation-organisation-${successor}`,
    );
    const history = [on('2020-01-01', listed), on('2020-01-01', other), on('2020-06-01', ended)];
    const merging = { change: 'merged', successor };
    changing(...history)
      .by({ ...merging, effectiveOn: '2020-06-01' })
      .refuses('successor-ended');
    changing(...history)
      .by({ ...merging, effectiveOn: '2020-05-31' })
      .emits('SuccessionOffered');
  });

  it('takes an identifier in the same append, unless it has it already', () => {
    const says = { change: 'detailed', identifier };
    changing(listed).by(says).emits('OrganisationChanged', 'IdentifierTaken');
    changing(listed, taken(organisation)).by(says).emits('OrganisationChanged');
    changing(listed, taken(successor)).by(says).refuses('identifier-taken');
    const bound = IdentifierBound({ ...identifier, organisation: successor }, identifierStream(identifier));
    changing(listed, taken(organisation), bound).by(says).refuses('identifier-taken');
    changing(listed, taken(successor), { ...bound, data: { ...bound.data, organisation } })
      .by(says)
      .emits('OrganisationChanged');
  });

  it('may be known by several identifiers, each of which stands for it alone', () => {
    const says = { change: 'detailed', alsoIdentifiers: [identifier, { agency: 'XM-DAC', number: '1' }] };
    changing(listed).by(says).emits('OrganisationChanged', 'IdentifierTaken', 'IdentifierTaken');
    changing(listed, taken(organisation)).by(says).emits('OrganisationChanged', 'IdentifierTaken');
    changing(listed, taken(successor)).by(says).refuses('identifier-taken');
  });

  it('gives up what it leaves out: whoever the identifier belongs to may claim it', () => {
    const claimed = OrganisationRegistered({
      organisation,
      ...before,
      identifier,
      registeredBy: organisation,
    });
    const another = { agency: 'XM-DAC', number: '1' };
    const up = released(identifier, organisation);
    const { decision } = changing(claimed, taken(organisation)).by({
      change: 'detailed',
      identifier: another,
    });
    expect(decision).toEqual(expect.arrayContaining(up));
    changing(claimed, taken(organisation))
      .by({ change: 'detailed', type: '40' })
      .emits('OrganisationChanged');
    const registering = (...history: readonly NewEvent[]) =>
      given(...history).when(registerOrganisation, { name: 'Meta', identifier }, { self: successor });
    registering(taken(organisation)).refuses('identifier-taken');
    registering(taken(organisation), ...up).emits('OrganisationRegistered', 'IdentifierTaken');
    // Nobody gives up what another claims.
    registering(taken(organisation), ...released(identifier, successor)).refuses('identifier-taken');
  });

  it('changes nothing when it says what is listed', () => {
    changing(listed, renamed).by(renaming).changesNothing();
    changing(listed).by({ change: 'detailed', type: '70' }).changesNothing();
    changing(listed).by({ change: 'detailed' }).changesNothing();
  });

  it('is for the organisation itself, not for who listed it', () => {
    changing(listed)
      .by(renaming, { ...itself, actor: { organisation: orgId('itu') } })
      .refuses('not-your-organisation');
  });

  it.each<[string, object, string]>([
    ['a new name that is missing', { change: 'renamed' }, 'name-missing'],
    ['a merger with nobody', { change: 'merged' }, 'successor-missing'],
    ['a merger with itself', { change: 'merged', successor: organisation }, 'own-successor'],
    [
      'a successor that is not listed',
      { change: 'dissolved', successor: orgId('nobody') },
      'organisation-unknown',
    ],
    ['a successor of one that goes on', { ...renaming, successor }, 'successor-unasked'],
  ])('refuses %s', (_, says, code) => {
    changing(listed, other).by(says).refuses(code);
  });

  it('is refused where nothing is listed, and once the organisation has ended', () => {
    changing().by(renaming).refuses('organisation-unknown');
    const ended = OrganisationChanged({ organisation, change: 'dissolved', before, after: before });
    changing(listed, ended).by(renaming).refuses('organisation-ended');
  });

  it('is not dated before the change it follows, though it may be before the listing', () => {
    const detail = { change: 'detailed', country: 'US' };
    changing(on('2020-09-01', listed), on('2020-03-01', renamed))
      .by({ ...detail, effectiveOn: '2020-02-01' })
      .refuses('before-last-change');
    changing(on('2020-09-01', listed))
      .by({ ...detail, effectiveOn: '2020-02-01' })
      .emits('OrganisationChanged');
  });
});

describe('What a command on an organisation says', () => {
  it.each(organisationCommands.map(({ input, creates }) => [input.name, input, creates] as const))(
    '%s takes its example',
    (_, input, creates) => {
      const ids = creates ? {} : { organisation };
      expect(readInput(input, { ...ids, ...input.example })).toBeInstanceOf(input);
    },
  );

  it.each([
    ['a country in small letters', { country: 'us' }, 'isCountry'],
    ['a country that is none', { country: 'XX' }, 'isCountry'],
    ['a sector for a type', { type: '99' }, 'isIn'],
    ['another change', { change: 'expelled' }, 'isIn'],
    ['an identifier without its agency', { identifier: { number: '1' } }, 'required'],
  ])('is not %s', (_, says, rule) => {
    const read = readInput(changeOrganisation.input, { organisation, change: 'detailed', ...says });
    expect(read).toMatchObject([{ rule }]);
  });

  it('may be Kosovo', () => {
    const says = { organisation, change: 'detailed', country: 'XK' };
    expect(readInput(changeOrganisation.input, says)).toMatchObject(says);
  });
});
