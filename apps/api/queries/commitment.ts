import { commitmentStream, dossier, ROW_COUNTING } from '#commitment';
import { defineQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { overview, rhythmsOf } from '#partnership';
import { IsIdOf } from '#vocabulary';
import type { Means } from '../reading/means.ts';
import { OfMoment } from '../reading/moment.ts';
import { partnershipIn } from '../reading/reader.ts';
import { withStaleness } from './staleness.ts';

class ShowCommitment extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('cmt')
  commitment!: string;
}

export const showCommitment = ({ reader }: Means) =>
  defineQuery({
    name: 'ShowCommitment',
    path: '/v1/partnerships/:partnership/commitments/:commitment',
    summary:
      "A commitment's dossier: the row, every value with the day it stands from, and the whole history, mends included.",
    input: ShowCommitment,
    numbered: true,
    reads: 'documents',
    allow: { scope: 'views' },
    answer: (asked) => {
      const { partnership, commitment } = asked;
      const entity = { stream: commitmentStream(partnership, commitment), view: dossier };
      return reader.seeOne(asked, [dossier, overview], entity, async (seen) => {
        const rhythms = rhythmsOf(await partnershipIn(seen, partnership));
        const found = await seen.get(dossier, commitment, { category: partnership });
        if (!found || found.partnership !== partnership || found.effectiveOn > seen.date)
          throw new Refused(
            refuse('commitment-unknown', 'No such commitment stands in this book, at that moment.', {
              field: 'commitment',
            }),
          );
        return { ...withStaleness(found, rhythms, seen.date), counting: ROW_COUNTING };
      });
    },
  });
