import { making, type Scene } from '../scene.ts';
import { FUND, RIVERS, SCHOOL, UTILITY, told, usd } from './cast.ts';

/** What several promise in common, and what one hands over to another. */
export const together: readonly Scene[] = [
  making(
    'laboratories',
    told('2019-05-27', UTILITY, 'ProposeJointCommitment', ({ organisation }) => ({
      statement: 'Three laboratories, one at each lake',
      kind: 'financial',
      theme: 'Monitoring',
      places: [{ place: '005' }],
      sdgTargets: ['6.3'],
      shares: [
        { organisation: organisation(UTILITY), money: usd('900000'), statement: 'The buildings' },
        { organisation: organisation(FUND), money: usd('600000'), statement: 'The instruments' },
        { organisation: organisation(SCHOOL), money: usd('150000'), statement: 'The people, for two years' },
        { organisation: organisation(RIVERS), money: usd('50000'), statement: 'The samples' },
      ],
    })),
  ),
  making(
    'buildings',
    told('2019-05-28', UTILITY, 'AcceptShare', ({ joint }) => joint('laboratories')),
  ),
  making(
    'people',
    told('2019-06-03', SCHOOL, 'AcceptShare', ({ joint }) => joint('laboratories')),
  ),
  told('2019-06-10', RIVERS, 'DeclineShare', ({ joint }) => ({
    ...joint('laboratories'),
    reason: 'We have no money of our own',
  })),
  making(
    'instruments',
    told('2019-06-24', FUND, 'AcceptShare', ({ joint }) => joint('laboratories')),
  ),
  told('2020-02-10', SCHOOL, 'LeaveJointCommitment', ({ about, joint }) => ({
    ...joint('laboratories'),
    ...about('people'),
    reason: 'Without the course there are no people',
  })),
  making(
    'nursery',
    told('2019-09-09', RIVERS, 'MakePledge', {
      statement: 'Plant 20,000 trees along the banks',
      kind: 'in-kind',
      theme: 'Rivers',
      places: [{ place: '005' }],
    }),
  ),
  told('2020-02-17', RIVERS, 'OfferTransfer', ({ about, organisation }) => ({
    ...about('nursery'),
    offer: 'to-the-school',
    to: organisation(SCHOOL),
    note: 'We are about to leave, and the seedlings stand in your garden',
  })),
  making(
    'nursery-at-school',
    told('2020-02-24', SCHOOL, 'AcceptTransfer', ({ about }) => ({
      ...about('nursery'),
      offer: 'to-the-school',
    })),
  ),
];
