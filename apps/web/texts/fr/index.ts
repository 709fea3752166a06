import type { Texts } from '../texts.ts';
import { codes } from './codes.ts';
import { commitment } from './commitment.ts';
import { event } from './event.ts';
import { events } from './events.ts';
import { frame } from './frame.ts';
import { goals } from './goals.ts';
import { ledger } from './ledger.ts';
import { moment } from './moment.ts';
import { organisation } from './organisation.ts';
import { partnership } from './partnership.ts';
import { partnerships } from './partnerships.ts';
import { quiet } from './quiet.ts';
import { regions } from './regions.ts';
import { said } from './said.ts';
import { signingIn } from './signing-in.ts';
import { sixSteps } from './six-steps.ts';
import { targets } from './targets.ts';

export const fr: Texts = {
  ...frame,
  ...codes,
  partnerships,
  partnership,
  commitment,
  organisation,
  ledger,
  events,
  event,
  said,
  goals,
  targets,
  sixSteps,
  quiet,
  regions,
  moment,
  signingIn,
};
