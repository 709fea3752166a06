import { IsIn, IsOptional } from 'class-validator';
import { defineQuery } from '#cqrs';
import { pick } from '#kernel';
import {
  directory,
  folded,
  identifierIn,
  identifierKey,
  lookOf,
  organisationStream,
  type DirectoryEntry,
} from '#organisation';
import { IsCountry, IsIdOf, IsLine, ORGANISATION_TYPES, rule } from '#vocabulary';
import type { QueryContext } from '../query-context/context.ts';
import { OfList, OfMoment } from '../query-context/moment.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { bothWays, rowsOf } from '../query-context/pages.ts';
import { briefly, goingOnFor, organisationIn, predecessorsOf } from '../query-context/succession.ts';
import { all, are, holds } from '../query-context/where.ts';

const SORTS = bothWays(['name', 'type', 'country', 'listedOn']);

const IsIdentifier = rule(
  'isIdentifier',
  (value) => typeof value === 'string' && identifierIn(value) !== undefined,
  'must be an identifier as agency:number, such as "XM-DAC:41302"',
  { type: 'string', pattern: '^[^:]+:[^]+$' },
);

class ListOrganisations extends OfList {
  /** Its whole name, without regard to case, accents and spaces. */
  @IsOptional()
  @IsLine(300)
  name?: string;

  /** IATI's code of its type. */
  @IsOptional()
  @IsIn(Object.keys(ORGANISATION_TYPES))
  type?: string;

  @IsOptional()
  @IsCountry()
  country?: string;

  /** As `agency:number`: those that list it, or for which an operator has proven it. */
  @IsOptional()
  @IsLine(300)
  @IsIdentifier()
  identifier?: string;

  /** As `agency:number`: the one for which an operator has proven it, and as which it admits people. */
  @IsOptional()
  @IsLine(300)
  @IsIdentifier()
  proven?: string;

  /** Those that ended and named this one to go on in their place. */
  @IsOptional()
  @IsIdOf('org')
  successor?: string;

  @IsOptional()
  @IsIn(SORTS)
  sort?: string;
}

/** As columns have it. */
const keyOf = (text: string | undefined): string | undefined => {
  const identifier = text === undefined ? undefined : identifierIn(text);
  return identifier && identifierKey(identifier);
};

export const listOrganisations = ({ snapshots, pages }: QueryContext) =>
  defineQuery({
    name: 'ListOrganisations',
    path: '/v1/organisations',
    summary: 'Every organisation that is listed, whether it takes part in anything or not.',
    input: ListOrganisations,
    reads: 'page',
    allow: { scope: 'views' },
    answer: (asked, { language }) =>
      snapshots.answer(asked, [directory], async (snapshot) => {
        const { name, type, country, identifier, proven, successor, sort = 'name' } = asked;
        const foldedName = name === undefined ? undefined : folded(name);
        const where = all(
          ...are({ foldedName, type, country, successor }),
          holds('identifiers', keyOf(identifier)),
          holds('proven', keyOf(proven)),
        );
        const listing = { of: directory.name, asked, sort, language };
        const list = await snapshot.list(directory, pages.queryOf(listing, where), {
          category: 'organisation',
        });
        return pages.answer(list, listing);
      }),
    rows: rowsOf,
  });

/** So many are told beside one. */
const MOST_ALIKE = 20;
/** Others that are called alike, but for case, accents, spaces and letters that look the same. */
async function lookingLike(
  snapshot: Snapshot,
  { organisation, name, joinedTo, alsoListedAs = [] }: DirectoryEntry,
) {
  // Those that were joined with it are told as such.
  const itself = new Set([
    organisation,
    joinedTo?.organisation,
    ...alsoListedAs.map((one) => one.organisation),
  ]);
  const where = { column: 'look', op: 'eq', value: lookOf(name) } as const;
  const { rows } = await snapshot.list(
    directory,
    { where, limit: MOST_ALIKE + 1 },
    { category: 'organisation' },
  );
  return rows
    .filter((one) => !itself.has(one.organisation))
    .slice(0, MOST_ALIKE)
    .map((one) => pick(one, ['organisation', 'name', 'identifier', 'listedOn']));
}

class ShowOrganisation extends OfMoment {
  @IsIdOf('org')
  organisation!: string;
}

export const showOrganisation = ({ snapshots }: QueryContext) =>
  defineQuery({
    name: 'ShowOrganisation',
    path: '/v1/organisations/:organisation',
    summary:
      'An organisation as it is listed, with the names it had before, those that ended in its favour, and who goes on for it.',
    input: ShowOrganisation,
    numbered: true,
    reads: 'documents',
    allow: { scope: 'views' },
    answer: (asked) => {
      const entity = { stream: organisationStream(asked.organisation), view: directory };
      return snapshots.answerOne(asked, [directory], entity, async (snapshot) => {
        const found = await organisationIn(snapshot, asked.organisation);
        const goesOnAs = await goingOnFor(snapshot, found);
        const predecessors = (await predecessorsOf(snapshot, found.organisation)).map(briefly);
        const looksLike = await lookingLike(snapshot, found);
        return {
          ...found,
          ...(goesOnAs === undefined ? {} : { goesOnAs }),
          predecessors,
          /** Others whose names differ from its own by nothing that is seen. */
          looksLike,
        };
      });
    },
  });
