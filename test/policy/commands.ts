import { ATTRIBUTED, COMMITMENT, OBSERVING, TOGETHER } from './of-commitments.ts';
import { DISCLOSING } from './of-disclosures.ts';
import { DECIDING, THE_PARTNERSHIP } from './of-partnerships.ts';
import { row, type Row } from './rows.ts';

let names = 0;
const ORGANISATION: readonly Row[] = [
  row('nothing yet')('RegisterOrganisation', () => ({ name: `Another ${names++}` })),
  row('what is listed about it')('ChangeOrganisation', ({ cast }) => ({
    organisation: cast.own,
    change: 'renamed',
    name: `Own ${names++}`,
  })),
];

/** Every command, in the order in which it is told. */
export const ROWS: readonly Row[] = [
  ...ORGANISATION,
  ...THE_PARTNERSHIP,
  ...DECIDING,
  ...COMMITMENT,
  ...TOGETHER,
  ...ATTRIBUTED,
  ...OBSERVING,
  ...DISCLOSING,
];
