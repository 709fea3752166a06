import type { PublicEvent } from '#contracts';
import { quoted, SENTENCES, shown, type Telling } from './sentences.ts';

/** Organisations by their names, today and, within `data`, on the day of an event. */
type Names = Readonly<Record<string, string>>;
type Said = (data: PublicEvent['data'], telling: Telling) => string;

/** A commitment as a sentence names it; of a message that was too long for its state nothing more is known. */
const promised = ({ commitment, state }: PublicEvent['data']): string => {
  if (commitment === undefined) return '';
  return state && 'statement' in state && state.statement ? quoted(state.statement) : 'a promise';
};

/** A public event in plain sentences; of a type that has none, its type. */
export function tellEvent({ type, data }: PublicEvent, names: Names): string {
  const { by, organisation, onBehalfOf } = data;
  const then = (data as { readonly named?: Names }).named ?? {};
  const name = (id: string | undefined): string => {
    if (id === 'operator') return 'An operator';
    if (id === undefined || id === 'not-stated') return 'Somebody who is not named';
    return then[id] ?? names[id] ?? id;
  };
  const told = Object.hasOwn(SENTENCES, type)
    ? (SENTENCES as unknown as Record<string, Said>)[type]
    : undefined;
  const sentence = told?.(data, { by: name(by), who: name(organisation), of: promised(data), name }) ?? type;
  const whole = /[.!?…”]$/.test(sentence) ? sentence : `${sentence}.`;
  return shown(onBehalfOf === undefined ? whole : `${whole} Recorded by ${name(by)}.`);
}
