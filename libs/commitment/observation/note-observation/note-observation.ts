import { IsText } from '#vocabulary';
import { ObservationNoted } from '../events.ts';
import { Observe } from '../input.ts';
import { defineObservation } from '../observe.ts';

export class NoteObservation extends Observe {
  static readonly example = {
    claim: { about: 'fulfilment', commitment: 'cmt_01hzy3v7qk8m4n2p6r9s0t1v5w' },
    text: 'Eight of the schools have no electricity yet',
  };

  @IsText(4000)
  text!: string;
}

export const noteObservation = defineObservation(
  NoteObservation,
  "Say something of another's claim that neither corroborates nor disputes it.",
  ObservationNoted,
);
