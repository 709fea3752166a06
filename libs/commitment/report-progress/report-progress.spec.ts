import { given } from '#specification';
import { AttributionConfirmed, CommitmentAmended, ProgressReported } from '../events.ts';
import {
  about,
  as,
  attributedTo,
  here,
  importer,
  made,
  mandated,
  owner,
  recorded,
  reported,
  schools,
} from '../specification/example.ts';
import { reportProgress } from './report-progress.ts';

const entry = 'report_2021_h1';
const disaggregation = [
  { category: 'women', value: '1500' },
  { category: 'men', value: '400' },
];
const values = [{ indicator: 'schools', value: '42', disaggregation }];
const said = { entry, period: { from: '2021-01-01', to: '2021-06-30' }, narrative: 'It goes well', values };
const withIndicator = made({ indicators: [schools] });

describe('ReportProgress', () => {
  it('reports values by period and disaggregation, and how it goes', () => {
    given(withIndicator)
      .when(reportProgress, { ...here, ...said }, as(owner))
      .then(ProgressReported({ ...about, ...said, selfReport: true }));
  });

  it('suffices with a narrative, or with values', () => {
    given(made())
      .when(reportProgress, { ...here, entry, narrative: 'Well' }, as(owner))
      .emits('ProgressReported');
    given(withIndicator)
      .when(reportProgress, { ...here, entry, values }, as(owner))
      .emits('ProgressReported');
  });

  it('is a self-report of its owner only: a recorder reports about it', () => {
    const report = { ...here, entry, narrative: 'Well' };
    const { decision: byRecorder } = given(mandated(), recorded()).when(
      reportProgress,
      { ...report, ...attributedTo },
      as(importer),
    );
    expect(byRecorder).toMatchObject([{ data: { selfReport: false } }]);
    const { decision: byOwner } = given(recorded(), AttributionConfirmed(about)).when(
      reportProgress,
      report,
      as(owner),
    );
    expect(byOwner).toMatchObject([{ data: { selfReport: true } }]);
  });

  it('changes nothing when it comes again, and is refused with other values', () => {
    const book = given(made(), reported());
    const again = { ...here, entry: 'report_1', narrative: '42 schools are connected' };
    book.when(reportProgress, again, as(owner)).changesNothing();
    book.when(reportProgress, { ...again, narrative: '43' }, as(owner)).refuses('entry-id-taken');
  });

  it('reports on an indicator that was replaced since, for the time before', () => {
    const other = { ...schools, id: 'pupils' };
    given(
      withIndicator,
      CommitmentAmended({
        ...about,
        before: { indicators: [schools] },
        after: { indicators: [other] },
        reason: 'Finer',
      }),
    )
      .when(reportProgress, { ...here, entry, values }, as(owner))
      .emits('ProgressReported');
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'nothing-said'],
    ['a period alone', { period: said.period }, 'nothing-said'],
    [
      'a period that runs backwards',
      { narrative: 'x', period: { from: '2021-02-01', to: '2021-01-01' } },
      'window-reversed',
    ],
    [
      'an indicator that it does not have',
      { values: [{ indicator: 'pupils', value: '1' }] },
      'indicator-unknown',
    ],
    ['an indicator twice', { values: [...values, ...values] }, 'indicator-twice'],
  ])('refuses %s', (_, report, code) => {
    given(withIndicator)
      .when(reportProgress, { ...here, entry, ...report }, as(owner))
      .refuses(code);
  });
});
