import { IsIn, IsOptional } from 'class-validator';
import {
  CLAIMS,
  dossier,
  IsOwner,
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
import { IsIdOf, IsSha256 } from '#vocabulary';
import type { QueryContext } from '../query-context/context.ts';
import { OfList, OfMoment } from '../query-context/moment.ts';
import { bothWays, listOf, rowsOf } from '../query-context/pages.ts';
import { partnershipIn } from '../query-context/snapshots.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { all, are, seenBy } from '../query-context/where.ts';

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
  @IsOwner()
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
async function withPresent(row: ObservationRow, snapshot: Snapshot) {
  const { partnership, commitment, observation, claim } = row;
  if (claim.measurement !== undefined) {
    const { collectiveIndicators } = await partnershipIn(snapshot, partnership);
    return ofVersion(row, presentVersion(collectiveIndicators, claim.measurement) ?? row.version);
  }
  const found =
    commitment === undefined ? undefined : await snapshot.get(dossier, commitment, { category: partnership });
  const told = found && found.observed.find((one) => one.observation === observation);
  return told ?? ofVersion(row, row.version);
}

class ShowObservation extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;

  @IsSha256()
  observation!: string;
}

export const showObservation = ({ snapshots }: QueryContext) =>
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
      const { inside, attended } = await snapshots.accessOf(actor, partnership);
      return snapshots.answerOne(asked, [observations, dossier, overview], entity, async (snapshot) => {
        await partnershipIn(snapshot, partnership);
        const key = `${partnership} ${observation}`;
        const row = await snapshot.get(observations, key, { category: partnership });
        const { meeting } = row?.claim ?? {};
        const isShown = inside || meeting === undefined || attended.has(meeting);
        if (row && row.effectiveOn <= snapshot.date && isShown) return withPresent(row, snapshot);
        const field = { field: 'observation' };
        throw new Refused(
          refuse('observation-unknown', 'No such observation stands in this book, at that moment.', field),
        );
      });
    },
  });

export const showObservations = ({ snapshots, pages }: QueryContext) =>
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
      const access = await snapshots.accessOf(actor, partnership);
      return snapshots.answer(asked, [observations, dossier, overview], async (snapshot) => {
        await partnershipIn(snapshot, partnership);
        const { about, commitment, observer, organisation, verdict, voice } = asked;
        const where = all(
          ...are({ partnership, about, commitment, observer, organisation, verdict, voice }),
          ...(['unanswered', 'unconfirmed'] as const).map((column): Where | undefined =>
            asked[column] === undefined ? undefined : { column, op: 'eq', value: 1 },
          ),
          seenBy(access),
        );
        const within = { category: partnership };
        const listing = { of: observations.name, asked, sort, language };
        const query = pages.queryOf(listing, where);
        const list = await listOf(snapshot, observations, { query, within });
        const rows = await Promise.all(list.rows.map((row) => withPresent(row, snapshot)));
        return pages.answer({ ...list, rows }, listing);
      });
    },
    rows: rowsOf,
  });
