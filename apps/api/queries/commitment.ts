import { commitmentStream, dossier, ROW_COUNTING } from '#commitment';
import { defineQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { overview, rhythmsOf } from '#partnership';
import { IsIdOf } from '#vocabulary';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment } from '../query-context/moment.ts';
import { partnershipIn } from '../query-context/snapshots.ts';
import { withStaleness } from './staleness.ts';

class ShowCommitment extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('cmt')
  commitment!: string;
}

export const showCommitment = ({ snapshots }: QueryContext) =>
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
      return snapshots.answerOne(asked, [dossier, overview], entity, async (snapshot) => {
        const rhythms = rhythmsOf(await partnershipIn(snapshot, partnership));
        const found = await snapshot.get(dossier, commitment, { category: partnership });
        if (!found || found.partnership !== partnership || found.effectiveOn > snapshot.date)
          throw new Refused(
            refuse('commitment-unknown', 'No such commitment stands in this book, at that moment.', {
              field: 'commitment',
            }),
          );
        return { ...withStaleness(found, rhythms, snapshot.date), counting: ROW_COUNTING };
      });
    },
  });
