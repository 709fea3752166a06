import type { Staged } from './story.ts';

/** One word that is longer than any column. */
export const WORD = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(4).slice(0, 160);
/** Written from right to left. */
export const ARABIC = 'وزارة المياه والبيئة';
/** What the page's own texts are filled by. */
export const BRACES = 'For {name}: {n} pumps of {text}';
const MOST = '999999999999999999.999999';

/** A partnership in which everything is as long as it may be, or written the other way; where it stands on the page. */
export async function hardWords({
  served,
}: Staged): Promise<{ partnership: string; commitment: string; organisation: string }> {
  const ministry = await served.party(ARABIC);
  const company = await served.party(WORD);
  const { partnership } = (
    await ministry.done('/v1/partnerships', {
      title: `${WORD}: clean water`,
      problem: `${WORD} ${ARABIC}`,
      scope: { places: ['CO', 'JO'], sdgTargets: ['6.1', '6.3'] },
    })
  ).body.ids;
  const book = `/v1/partnerships/${partnership}`;
  await ministry.done(`${book}/open-call`, { call: 'all', text: ARABIC });
  await company.done(`${book}/join-partnership`, { priorities: [WORD, ARABIC] });
  await ministry.done(`${book}/name-capability`, { capability: 'pumps', text: ARABIC });
  await company.done(`${book}/offer-capability`, { capability: 'pumps', text: BRACES });
  await company.done(`${book}/make-commitment`, {
    statement: WORD,
    kind: 'financial',
    theme: WORD.slice(0, 100),
    money: { amount: '999999.999', currency: 'KWD' },
    sdgTargets: ['6.3', '6.a'],
  });
  const { commitment } = (
    await ministry.done(`${book}/make-commitment`, {
      statement: `Build ${ARABIC} ${'plants and pipes for everybody '.repeat(70)}`.slice(0, 1900),
      kind: 'financial',
      theme: ARABIC,
      places: [{ place: 'JO' }],
      sdgTargets: ['6.1', '6.3'],
      money: { amount: MOST, currency: 'EUR' },
      indicators: [
        {
          id: 'served',
          name: WORD,
          level: 'output',
          unit: ARABIC,
          direction: 'increase',
          aggregation: 'sum',
          target: { value: MOST },
        },
      ],
    })
  ).body.ids;
  const path = `${book}/commitments/${commitment}`;
  const note = { note: WORD };
  await ministry.done(`${path}/record-disbursement`, {
    entry: 'a',
    money: { amount: '0.001', currency: 'KWD' },
    ...note,
  });
  await ministry.done(`${path}/record-disbursement`, {
    entry: 'b',
    money: { amount: MOST, currency: 'EUR' },
  });
  await ministry.done(`${path}/plan-milestone`, { entry: 'm', title: WORD, due: '2031-01-01' });
  await ministry.done(`${path}/report-progress`, {
    entry: 'r',
    narrative: `${WORD} ${ARABIC}`,
    values: [{ indicator: 'served', value: '900719925474099312.000001' }],
  });
  await served.settled();
  return {
    partnership: `/partnerships/${partnership}`,
    organisation: `/organisations/${ministry.id}`,
    commitment: `/partnerships/${partnership}/commitments/${commitment}`,
  };
}
