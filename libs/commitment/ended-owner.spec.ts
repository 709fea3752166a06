import { ENDINGS, OrganisationEnded } from '#organisation';
import { given } from '#specification';
import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { confirmAttribution } from './confirm-attribution/confirm-attribution.ts';
import { detailCommitment } from './detail-commitment/detail-commitment.ts';
import { firmPledge } from './firm-pledge/firm-pledge.ts';
import { reportProgress } from './report-progress/report-progress.ts';
import {
  as,
  attributedTo,
  here,
  importer,
  made,
  mandated,
  owner,
  pledged,
  recorded,
  registered,
  sourced,
  usd,
} from './specification/example.ts';
import { withdrawCommitment } from './withdraw-commitment/withdraw-commitment.ts';

const ended = OrganisationEnded({ organisation: owner, how: 'merged' }, ENDINGS);
const more = { ...here, money: usd('1000000000'), reason: 'More' };

describe('What an organisation that has ended promised', () => {
  it('is raised, filled in, firmed and confirmed by it no more: whoever accepted to go on has it in its record', () => {
    given(made({ money: usd('1') }), ended)
      .when(amendCommitment, more, as(owner))
      .refuses('organisation-ended');
    given(made(), ended)
      .when(detailCommitment, { ...here, money: usd('1000000000') }, as(owner))
      .refuses('organisation-ended');
    given(pledged(), ended).when(firmPledge, here, as(owner)).refuses('organisation-ended');
    given(recorded(), ended).when(confirmAttribution, here, as(owner)).refuses('organisation-ended');
  });

  it('is still reported on and withdrawn by it', () => {
    given(made(), ended)
      .when(reportProgress, { ...here, entry: 'r', narrative: 'N' }, as(owner))
      .emits('ProgressReported');
    given(made(), ended).when(withdrawCommitment, here, as(owner)).emits('CommitmentWithdrawn');
  });

  it('is amended as before by who recorded it, as the source says', () => {
    given(mandated(), registered(), recorded(), sourced(), ended)
      .when(
        amendCommitment,
        {
          ...here,
          ...attributedTo,
          source: { ...attributedTo.source, version: 2 },
          statement: 'S',
          reason: 'R',
        },
        as(importer),
      )
      .emits('CommitmentAmended', 'SourceRecorded');
  });
});
