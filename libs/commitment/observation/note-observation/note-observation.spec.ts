import { given } from '#specification';
import { as, convener, joined, stranger } from '../../specification/example.ts';
import { ObservationNoted } from '../events.ts';
import { corroborated, inBook, paid, promised, saidBy } from '../specification/example.ts';
import { noteObservation } from './note-observation.ts';

const text = 'It came in two parts';
const says = { ...inBook, claim: paid, text };

describe('NoteObservation', () => {
  it('says something of a claim that neither corroborates nor disputes it', () => {
    given(joined(convener), ...promised())
      .when(noteObservation, says, as(convener))
      .then(ObservationNoted(saidBy(convener, { text })));
  });

  it('is an observer’s one word on the claim: it replaces the one before', () => {
    given(joined(convener), ...promised(), corroborated(convener))
      .when(noteObservation, says, as(convener))
      .then(ObservationNoted(saidBy(convener, { text, from: 'corroborated' })));
  });

  it('is refused to who neither takes part nor received anything', () => {
    given(...promised())
      .when(noteObservation, says, as(stranger))
      .refuses('not-an-observer');
  });
});
