import { IsIn, IsOptional } from 'class-validator';
import { defineQuery } from '#cqrs';
import { directory } from '#organisation';
import { IsIdOf, IsLine } from '#vocabulary';
import type { Means } from '../reading/means.ts';
import { OfList, OfMoment } from '../reading/moment.ts';
import { bothWays, rowsOf } from '../reading/pages.ts';
import { briefly, goingOnFor, organisationIn, predecessorsOf } from '../reading/succession.ts';
import { all, are } from '../reading/where.ts';

const SORTS = bothWays(['name', 'type', 'country', 'listedOn']);

class ListOrganisations extends OfList {
  @IsOptional()
  @IsLine(300)
  name?: string;

  /** IATI's code of its type. */
  @IsOptional()
  @IsLine(10)
  type?: string;

  @IsOptional()
  @IsLine(2)
  country?: string;

  /** As `agency:number`. */
  @IsOptional()
  @IsLine(300)
  identifier?: string;

  /** Those that ended and named this one to go on in their place. */
  @IsOptional()
  @IsIdOf('org')
  successor?: string;

  @IsOptional()
  @IsIn(SORTS)
  sort?: string;
}

export const listOrganisations = ({ reader, pages }: Means) =>
  defineQuery({
    name: 'ListOrganisations',
    path: '/v1/organisations',
    summary: 'Every organisation that is listed, whether it takes part in anything or not.',
    input: ListOrganisations,
    reads: 'page',
    allow: { scope: 'views' },
    answer: (asked) =>
      reader.see(asked, [directory], async (seen) => {
        const { name, type, country, identifier, successor, sort = 'name' } = asked;
        const where = all(...are({ name, type, country, identifier, successor }));
        const list = await seen.list(directory, pages.queryOf(asked, where, sort), {
          category: 'organisation',
        });
        return pages.answer(list, where, sort);
      }),
    rows: rowsOf,
  });

class ShowOrganisation extends OfMoment {
  @IsIdOf('org')
  organisation!: string;
}

export const showOrganisation = ({ reader }: Means) =>
  defineQuery({
    name: 'ShowOrganisation',
    path: '/v1/organisations/:organisation',
    summary:
      'An organisation as it is listed, with the names it had before, those that ended in its favour, and who goes on for it.',
    input: ShowOrganisation,
    reads: 'documents',
    allow: { scope: 'views' },
    answer: (asked) =>
      reader.see(asked, [directory], async (seen) => {
        const found = await organisationIn(seen, asked.organisation);
        const goesOnAs = await goingOnFor(seen, found);
        const predecessors = (await predecessorsOf(seen, found.organisation)).map(briefly);
        return { ...found, ...(goesOnAs === undefined ? {} : { goesOnAs }), predecessors };
      }),
  });
