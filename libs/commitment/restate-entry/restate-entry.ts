import { EntryRestated } from '../events.ts';
import { defineMend, Mend } from '../mend.ts';

export class RestateEntry extends Mend {
  static readonly example = {
    entry: 'report_2021_h1',
    values: [{ indicator: 'schools', value: '39' }],
    reason: 'Three schools lost their connection when the survey was repeated',
  };
}

export const restateEntry = defineMend(
  RestateEntry,
  'Revise an entry for new information; the old value, the difference and the reason stay.',
  EntryRestated,
);
