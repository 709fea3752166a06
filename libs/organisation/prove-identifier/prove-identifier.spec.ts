import type { NewEvent } from '#kernel';
import { given, givenAs, orgId, stateAfter } from '#specification';
import { IdentifierBound, identifierStream, IdentifierTaken, IdentifierUnbound } from '../identifier.ts';
import {
  IdentifierProven,
  IdentifierTakenOver,
  IdentifierUnproven,
  knownAs,
  Organisation,
  OrganisationChanged,
  OrganisationRegistered,
} from '../organisation.ts';
import { proveIdentifier } from './prove-identifier.ts';

const [organisation, other] = [orgId('itu'), orgId('mallory')];
const identifier = { agency: 'XM-DAC', number: '41302' };
const stream = identifierStream(identifier);
const reason = 'As the OECD lists it';
const details = { name: 'ITU' };
const renamed = { name: 'The ITU' };
const said = { organisation, ...details, registeredBy: other };
const listed = OrganisationRegistered(said);
const byOperator = givenAs('operator', OrganisationRegistered({ ...said, identifier }));
const proven = IdentifierProven({ organisation, identifier, reason });
const changed = OrganisationChanged({ organisation, change: 'renamed', before: details, after: renamed });
const held = (by: string) => ({ ...identifier, organisation: by });

const proving = (...history: readonly NewEvent[]) =>
  given(...history).when(
    proveIdentifier,
    { organisation, identifier, reason },
    { self: organisation, actor: { organisation: 'operator', roles: ['operator'] } },
  );

describe('ProveIdentifier', () => {
  it('vouches for an identifier, and has it stand for this organisation only', () => {
    proving(listed).then(proven, IdentifierBound(held(organisation), stream));
  });

  it('does so whoever else claims it', () => {
    const takenOver = IdentifierTakenOver(
      { organisation: other, identifier, reason, by: organisation },
      `organisation-organisation-${other}`,
    );
    proving(listed, IdentifierTaken(held(other), stream)).then(
      proven,
      IdentifierBound(held(organisation), stream),
      takenOver,
    );
    proving(listed, givenAs('participant operator', IdentifierTaken(held(other), stream))).emits(
      'IdentifierProven',
      'IdentifierBound',
      'IdentifierTakenOver',
    );
  });

  it.each([
    ['by what an operator proved', IdentifierBound(held(other), stream), []],
    [
      'by what an operator listed',
      givenAs('operator', IdentifierTaken(held(other), stream)),
      ['IdentifierTakenOver'],
    ],
  ])('is refused where it is proven for another, %s, until that is taken back', (_, event, claimed) => {
    proving(listed, event).refuses('identifier-proven');
    proving(listed, event, IdentifierUnbound(held(other), stream)).emits(
      'IdentifierProven',
      'IdentifierBound',
      ...claimed,
    );
  });

  it('says nothing new of what is proven, however its agency is written', () => {
    const bound = IdentifierBound(held(organisation), stream);
    proving(listed, proven, bound).changesNothing();
    proving(byOperator, givenAs('operator', IdentifierTaken(held(organisation), stream))).changesNothing();
    const lower = { ...proven, data: { ...proven.data, identifier: { agency: 'xm-dac', number: '41302' } } };
    proving(listed, lower, bound).changesNothing();
  });

  it('proven again once it is called otherwise, it is known by that name', () => {
    proving(listed, proven, IdentifierBound(held(organisation), stream), changed).then(proven);
  });

  it('is of an organisation that is listed', () => {
    proving().refuses('organisation-unknown');
  });
});

describe('What admits people as an organisation', () => {
  const state = (...history: readonly NewEvent[]) => {
    const after = stateAfter(Organisation, history);
    return after && { known: knownAs(after), proven: after.proven.map(({ agency }) => agency) };
  };

  it('is what an operator listed, whatever it says of itself since', () => {
    const change = { organisation, change: 'detailed', before: details } as const;
    const claimed = OrganisationChanged({
      ...change,
      after: { ...renamed, identifier: { agency: 'XX', number: '1' } },
    });
    expect(state(byOperator, claimed)).toEqual({ known: ['ITU'], proven: ['XM-DAC'] });
  });

  it('is nothing that others listed, nor an operator who also acts for an organisation', () => {
    for (const roles of ['participant', 'participant operator', 'auditor'])
      expect(state(givenAs(roles, OrganisationRegistered({ ...said, identifier })))).toEqual({
        known: [],
        proven: [],
      });
  });

  it('is what an operator proved, under the name it then had, until that is taken back', () => {
    expect(state(listed, proven, changed)).toEqual({ known: ['ITU'], proven: ['XM-DAC'] });
    expect(state(listed, changed, proven)).toEqual({ known: ['The ITU'], proven: ['XM-DAC'] });
    const unproven = IdentifierUnproven({ organisation, identifier, reason });
    expect(state(listed, proven, unproven)).toEqual({ known: [], proven: [] });
    expect(state(byOperator, unproven)).toEqual({ known: ['ITU'], proven: [] });
  });
});
