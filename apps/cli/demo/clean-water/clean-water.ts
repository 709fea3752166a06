import { inOrder, type Story } from '../scene.ts';
import { carryingOut, goingOn } from './carrying-out.ts';
import { changing } from './changing.ts';
import { FOUNDATION, FUND, MINISTRY, REGISTER, RIVERS, SCHOOL, UTILITY } from './cast.ts';
import { convening } from './convening.ts';
import { disclosing } from './disclosing.ts';
import { measuring } from './measuring.ts';
import { observing } from './observing.ts';
import { promising, recording } from './promising.ts';
import { talking } from './talking.ts';
import { together } from './together.ts';

/**
 * A partnership that never was, of organisations that never were: it shows what becomes of promises, the bad days
 * included.
 */
export const cleanWater: Story = {
  basis: 'illustrative',
  players: [
    { name: MINISTRY, type: '10' },
    { name: UTILITY, type: '70' },
    { name: RIVERS, type: '22' },
    { name: FUND, type: '40' },
    { name: SCHOOL, type: '80' },
    { name: FOUNDATION, type: '60' },
    { name: REGISTER },
  ],
  scenes: inOrder([
    ...convening,
    ...talking,
    ...promising,
    ...measuring,
    ...recording,
    ...together,
    ...carryingOut,
    ...observing,
    ...changing,
    ...disclosing,
    ...goingOn,
  ]),
};
