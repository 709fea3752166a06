import type { Story } from '../scene.ts';
import { carryingOut, goingOn } from './carrying-out.ts';
import { FOUNDATION, FUND, MINISTRY, REGISTER, RIVERS, SCHOOL, UTILITY } from './cast.ts';
import { convening } from './convening.ts';
import { promising, recording } from './promising.ts';

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
  scenes: [...convening, ...promising, ...recording, ...carryingOut, ...goingOn],
};
