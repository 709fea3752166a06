import { IsIn, IsOptional } from 'class-validator';
import { CLAIMS, dossier, observations, ofVersion, VERDICTS, type ObservationRow } from '#commitment';
import { defineQuery } from '#cqrs';
import { overview, presentVersion } from '#partnership';
import { IsIdOf, IsLine } from '#vocabulary';
import type { Means } from '../reading/means.ts';
import { OfList } from '../reading/moment.ts';
import { bothWays, listOf, rowsOf } from '../reading/pages.ts';
import { partnershipIn } from '../reading/reader.ts';
import type { Seen } from '../reading/seen.ts';
import { all, are, seenBy } from '../reading/where.ts';

const SORTS = bothWays(['effectiveOn', 'observer', 'organisation', 'about', 'verdict']);

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
  const found = commitment && (await seen.get(dossier, commitment, { category: partnership }));
  const told = found && found.observed.find((one) => one.observation === observation);
  return told ?? ofVersion(row, row.version);
}

export const showObservations = ({ reader, pages }: Means) =>
  defineQuery({
    name: 'ShowObservations',
    path: '/v1/partnerships/:partnership/observations',
    summary:
      'Who said what of whose claim, and what was answered: both sides, with the version that was seen.',
    input: ShowObservations,
    reads: 'page',
    allow: { scope: 'views', inside: 'what is said of meetings' },
    answer: async (asked, { actor, language }) => {
      const { partnership, sort = 'effectiveOn' } = asked;
      const sight = await reader.sightOf(actor, partnership);
      return reader.see(asked, [observations, dossier, overview], async (seen) => {
        await partnershipIn(seen, partnership);
        const { about, commitment, observer, organisation, verdict, voice } = asked;
        const where = all(
          ...are({ partnership, about, commitment, observer, organisation, verdict, voice }),
          asked.unanswered === undefined ? undefined : { column: 'unanswered', op: 'eq', value: 1 },
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
