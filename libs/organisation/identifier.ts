import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { digestOf, event, relyOn, type Allow, type Entity, type NewEvent, type StoredEvent } from '#kernel';
import { IsIdOf, IsLine, IsText } from '#vocabulary';
import { agencyKey, type Identifier } from './lookup.ts';
import { isByOperator } from './organisation.ts';

export class IdentifierInput implements Identifier {
  /** The agency that gave the number, such as `XM-DAC` (IATI OrganisationRegistrationAgency) or a register's own name. */
  @IsLine(60, { least: 2 })
  agency!: string;

  @IsLine(120)
  number!: string;
}

/** What an operator says of an identifier of an organisation. */
export class OfIdentifier {
  @IsIdOf('org')
  organisation!: string;

  @ValidateNested()
  @Type(() => IdentifierInput)
  identifier!: IdentifierInput;

  /** How the operator knows. Everybody is shown it. */
  @IsText(2000)
  reason!: string;
}
export const anOperator: Allow<unknown> = {
  label: 'an operator',
  roles: ['operator'],
  refuse: () => undefined,
};

type OfIdentity = Identifier & { organisation: string };
/** Guards a claim to an identifier: written with the listing or change that makes it. */
export const IdentifierTaken = event<OfIdentity>()('IdentifierTaken', 'guard');
/** Guards that a claim is given up: written with the change that leaves it out, so that whoever it belongs to may claim it. */
export const IdentifierReleased = event<OfIdentity>()('IdentifierReleased', 'guard');
/** Guard that an identifier is proven for one organisation only: written with what an operator proves or takes back. */
export const IdentifierBound = event<OfIdentity>()('IdentifierBound', 'guard');
export const IdentifierUnbound = event<OfIdentity>()('IdentifierUnbound', 'guard');

/** Whom an identifier stands for. */
export interface Holder {
  /** Who said first that it is its own. */
  readonly claimedBy?: string;
  /** Whose word that is: its own, or of the organisation that listed it. */
  readonly by?: string;
  /** For whom an operator has proven it: people who name the identifier are admitted as that organisation alone. */
  readonly provenFor?: string;
}
type Guard = StoredEvent<string, OfIdentity>;

export const TakenIdentifier: Entity<Holder> = {
  kind: 'identifier',
  stream: ({ agency, number }: Identifier) => streamOf(agencyKey(agency), number),
  evolve: {
    IdentifierTaken: (state, { data: { organisation }, metadata }: Guard) => ({
      ...state,
      claimedBy: organisation,
      ...(metadata['organisation'] === undefined ? {} : { by: metadata['organisation'] }),
      ...(isByOperator(metadata) ? { provenFor: organisation } : {}),
    }),
    IdentifierReleased: (state: Holder = {}, { data: { organisation } }: Guard) => {
      const { claimedBy, by: _, ...others } = state;
      return claimedBy === organisation ? others : state;
    },
    IdentifierBound: (state, { data }: Guard) => ({ ...state, provenFor: data.organisation }),
    IdentifierUnbound: ({ provenFor: _, ...state } = {}) => state,
  },
};
const streamOf = (agency: string, number: string): string =>
  `organisation-identifier-${digestOf(agency, number)}`;
export const identifierStream = TakenIdentifier.stream as (identifier: Identifier) => string;

/**
 * Where it is told whom an identifier stands for. The first is where it is written. Older code kept a stream for each way
 * in which an agency was written: what it listed in capitals or small letters is found however it is written now, and
 * what it listed as "Companies House" where it is written so.
 */
export const identifierStreams = (identifier: Identifier): string[] => {
  const { agency, number } = identifier;
  const older = [agency, agency.toLowerCase()].map((written) => streamOf(written, number));
  return [...new Set([identifierStream(identifier), ...older])];
};

/** That an organisation claims an identifier no more, wherever older code may have kept that. */
export const released = (identifier: Identifier, organisation: string): NewEvent[] => {
  const { agency, number } = identifier;
  return identifierStreams(identifier).map((stream) =>
    IdentifierReleased({ agency, number, organisation }, stream),
  );
};

type Holders = readonly (Holder | undefined)[];
export const relyOnIdentifier = (identifier?: Identifier) =>
  identifier && identifierStreams(identifier).map((stream) => relyOn(TakenIdentifier, stream));
export const provenIn = (holders: Holders = []): string | undefined =>
  holders.find((one) => one?.provenFor !== undefined)?.provenFor;
/** Who stands in the way of anybody else who would claim it. */
export const holderIn = (holders: Holders = []): string | undefined =>
  provenIn(holders) ?? firstClaim(holders)?.claimedBy;
const firstClaim = (holders: Holders) => holders.find((one) => one?.claimedBy !== undefined);
/** Who claimed it first, whatever an operator proved since. */
export const claimantIn = (holders: Holders = []): string | undefined => firstClaim(holders)?.claimedBy;
/** Whose word the first claim is. */
export const claimerIn = (holders: Holders = []): string | undefined => firstClaim(holders)?.by;
