import { type Scene } from '../scene.ts';
import { FOUNDATION, FUND, MINISTRY, RIVERS, SCHOOL, UTILITY, told } from './cast.ts';

/** How the partnership widens and changes hands, and the organisations in it their names. */
export const changing: readonly Scene[] = [
  told('2020-02-13', FUND, 'Propose', ({ organisation: _ }) => ({
    proposal: 'coast',
    subject: 'expansion',
    text: 'The coast, too: what the lakes lose arrives there.',
    adds: { places: ['013'], sdgTargets: ['14.1'] },
  })),
  told('2020-02-14', RIVERS, 'Object', { proposal: 'coast', reason: 'Finish the rivers first' }),
  ...[FUND, MINISTRY, UTILITY, SCHOOL].map((name) =>
    told('2020-02-18', name, 'Consent', { proposal: 'coast' }),
  ),
  told('2021-01-11', UTILITY, 'ChangeOrganisation', ({ organisation }) => ({
    organisation: organisation(UTILITY),
    change: 'renamed',
    name: 'Aguaclara Lakes and Coast (fictional)',
    reason: 'It serves the coast, too',
  })),
  told('2021-03-08', MINISTRY, 'EndBelonging', ({ programme }) => ({
    ...programme('decade'),
    reason: 'It is asked by consent from now on',
  })),
  told('2021-03-09', MINISTRY, 'Propose', ({ programme }) => ({
    proposal: 'decade',
    subject: 'belonging',
    text: 'We go on as a part of the decade.',
    ...programme('decade'),
  })),
  ...[MINISTRY, UTILITY, SCHOOL, FUND].map((name) =>
    told('2021-03-15', name, 'Consent', { proposal: 'decade' }),
  ),
  told('2021-03-16', MINISTRY, 'AdmitPartnership', ({ programme }) => programme('decade')),
  told('2021-04-26', FOUNDATION, 'ChangeOrganisation', ({ organisation }) => ({
    organisation: organisation(FOUNDATION),
    change: 'merged',
    successor: organisation(FUND),
    reason: 'One office, one fund',
  })),
  told('2021-05-03', FUND, 'AcceptSuccession', ({ organisation }) => ({
    organisation: organisation(FOUNDATION),
  })),
  told('2021-05-17', MINISTRY, 'Propose', ({ organisation }) => ({
    proposal: 'lead',
    subject: 'hand-over',
    text: 'The fund has the people to call us together.',
    to: organisation(FUND),
  })),
  ...[MINISTRY, UTILITY, SCHOOL, FUND].map((name) =>
    told('2021-05-24', name, 'Consent', { proposal: 'lead' }),
  ),
];
