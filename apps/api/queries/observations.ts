import { IsIn, IsOptional } from 'class-validator';
import {
  CLAIMS,
  dossier,
  Observation,
  observations,
  ofVersion,
  VERDICTS,
  type ObservationRow,
} from '#commitment';
import { defineQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { overview, presentVersion } from '#partnership';
import type { Where } from '#projection';
import { IsIdOf, IsLine, IsSha256 } from '#vocabulary';
import type { Means } from '../reading/means.ts';
import { OfList, OfMoment } from '../reading/moment.ts';
import { bothWays, listOf, rowsOf } from '../reading/pages.ts';
import { partnershipIn } from '../reading/reader.ts';
import type { Seen } from '../reading/seen.ts';
import { all, are, seenBy } from '../reading/where.ts';

const SORTS = bothWays(['effectiveOn', 'observer', 'organisation', 'about', 'verdict']);

const ALLOW = { scope: 'views', inside: 'what is said of meetings' } as const;

class ShowObservations extends OfList {
  @IsIdOf('ptn')
  partnership!: string;

  @IsOptional()
  @IsIn(CLAIMS)
  about?: string;

  @IsOptional()
  @IsIdOf('cmt')
  commitment?: string;

  /** Who says it. */
  @IsOptional()
  @IsIdOf('org')
  observer?: string;

  /** Whose claim it is said of. */
  @IsOptional()
  @IsLine(40)
  organisation?: string;

  @IsOptional()
  @IsIn([...VERDICTS, 'withdrawn'])
  verdict?: string;

  /** The observer's own word, or recorded about it by somebody else. */
  @IsOptional()
  @IsIn(['own', 'attributed'])
  voice?: string;

  /** Disputes that whose claim it is has not answered. */
  @IsOptional()
  @IsIn(['yes'])
  unanswered?: string;

  /** What was recorded in an observer's name, which has not said so itself, nor taken it back. */
  @IsOptional()
  @IsIn(['yes'])
  unconfirmed?: string;

  @IsOptional()
  @IsIn(SORTS)
  sort?: string;
}

/**
 * A row beside the version of its claim that stands: what was mended since is told by the commitment, and what was
 * measured anew by the partnership.
 */
async function withPresent(row: ObservationRow, seen: Seen) {
  const { partnership, commitment, observation, claim } = row;
  if (claim.measurement !== undefined) {
    const { collectiveIndicators } = await partnershipIn(seen, partnership);
    return ofVersion(row, presentVersion(collectiveIndicators, claim.measurement) ?? row.version);
  }
  const found =
    commitment === undefined ? undefined : await seen.get(dossier, commitment, { category: partnership });
  const told = found && found.observed.find((one) => one.observation === observation);
  return told ?? ofVersion(row, row.version);
}

class ShowObservation extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;

  @IsSha256()
  observation!: string;
}

export const showObservation = ({ reader }: Means) =>
  defineQuery({
    name: 'ShowObservation',
    path: '/v1/partnerships/:partnership/observations/:observation',
    summary: 'What one organisation says of a claim of another, and what that one answered.',
    input: ShowObservation,
    numbered: true,
    reads: 'documents',
    allow: ALLOW,
    answer: async (asked, { actor }) => {
      const { partnership, observation } = asked;
      const entity = {
        stream: Observation.stream({ partnership, observation } as never),
        view: observations,
      };
      const { inside, attended } = await reader.sightOf(actor, partnership);
      return reader.seeOne(asked, [observations, dossier, overview], entity, async (seen) => {
        await partnershipIn(seen, partnership);
        const key = `${partnership} ${observation}`;
        const row = await seen.get(observations, key, { category: partnership });
        const { meeting } = row?.claim ?? {};
        const isShown = inside || meeting === undefined || attended.has(meeting);
        if (row && row.effectiveOn <= seen.date && isShown) return withPresent(row, seen);
        const field = { field: 'observation' };
        throw new Refused(
          refuse('observation-unknown', 'No such observation stands in this book, at that moment.', field),
        );
      });
    },
  });

export const showObservations = ({ reader, pages }: Means) =>
  defineQuery({
    name: 'ShowObservations',
    path: '/v1/partnerships/:partnership/observations',
    summary:
      'Who said what of whose claim, and what was answered: both sides, with the version that was seen.',
    input: ShowObservations,
    reads: 'page',
    allow: ALLOW,
    answer: async (asked, { actor, language }) => {
      const { partnership, sort = 'effectiveOn' } = asked;
      const sight = await reader.sightOf(actor, partnership);
      return reader.see(asked, [observations, dossier, overview], async (seen) => {
        await partnershipIn(seen, partnership);
        const { about, commitment, observer, organisation, verdict, voice } = asked;
        const where = all(
          ...are({ partnership, about, commitment, observer, organisation, verdict, voice }),
          ...(['unanswered', 'unconfirmed'] as const).map((column): Where | undefined =>
            asked[column] === undefined ? undefined : { column, op: 'eq', value: 1 },
          ),
          seenBy(sight),
        );
        const within = { category: partnership };
        const listing = { of: observations.name, asked, sort, language };
        const query = pages.queryOf(listing, where);
        const list = await listOf(seen, observations, { query, within });
        const rows = await Promise.all(list.rows.map((row) => withPresent(row, seen)));
        return pages.answer({ ...list, rows }, listing);
      });
    },
    rows: rowsOf,
  });
