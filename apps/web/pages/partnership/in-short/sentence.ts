import { filled } from '../../../texts/filled.ts';
import type { Amount, Words } from '../../../words.ts';
import type { Summary } from './summary.ts';

/** A part of the sentence; what counts against somebody stands out. */
export interface Clause {
  readonly text: string;
  readonly isBad: boolean;
}

/** So many currencies are told by their sums; how many more there are is said. */
const MOST = 3;

/** Sums, rounded; several currencies beside each other. */
function sumsIn(sums: readonly Amount[], words: Words): string {
  const { inShort: texts } = words.texts.partnership;
  const more = sums.length - MOST;
  const told = sums.slice(0, MOST).map(words.rounded);
  return words.list(more > 0 ? [...told, words.count(more, texts.currencies)] : told);
}

interface Asked {
  /** The day of the last that any silent promise said, `YYYY-MM-DD`. */
  readonly lastWord?: string | undefined;
  /** It is of one organisation alone, which need not be named. */
  readonly isOfOne?: boolean;
}

function ownWord({ own, organisations, promised, paid }: Summary, words: Words, isOfOne: boolean): Clause[] {
  if (own === 0) return [];
  const { alone, ...all } = words.texts.partnership.inShort;
  const texts = isOfOne ? alone : all;
  const by = words.count(organisations, all.organisations);
  if (promised.length === 0) {
    const promises = words.count(own, all.promises);
    return [{ text: filled(texts.withoutMoney, { promises, organisations: by }), isBad: false }];
  }
  const said = { money: sumsIn(promised, words), organisations: by, paid: sumsIn(paid, words) };
  return [{ text: filled(paid.length === 0 ? texts.promised : texts.promisedAndPaid, said), isBad: false }];
}

function othersWord({ attributed, unconfirmed, unconfirmedPaid }: Summary, words: Words): Clause[] {
  if (attributed === 0) return [];
  const { inShort: texts } = words.texts.partnership;
  const what = unconfirmed.length > 0 ? sumsIn(unconfirmed, words) : words.count(attributed, texts.promises);
  const paid = sumsIn(unconfirmedPaid, words);
  const text = paid === '' ? texts.unconfirmed : texts.unconfirmedPaid;
  return [{ text: filled(text, { what, paid }), isBad: false }];
}

/** What stands, in a sentence: who promised how much, what of it was paid, and which promises are silent or over. */
export function sentenceOf(
  summary: Summary,
  words: Words,
  { lastWord, isOfOne = false }: Asked = {},
): Clause[] {
  const { inShort: texts } = words.texts.partnership;
  const { own, attributed, reporting, silent, over } = summary;
  if (own + attributed === 0) return [{ text: texts.nothing, isBad: false }];
  const all = words.number(reporting);
  const since = lastWord === undefined ? '' : words.month(lastWord);
  const isSilent = filled(words.count(silent, since === '' ? texts.silent : texts.silentSince), {
    all,
    since,
  });
  return [
    ...ownWord(summary, words, isOfOne),
    ...othersWord(summary, words),
    ...(silent === 0 ? [] : [{ text: isSilent, isBad: true }]),
    ...(over === 0 ? [] : [{ text: words.count(over, texts.over), isBad: true }]),
  ];
}

/** The sentence as one text, for where nothing can stand out. */
export const inOneText = (clauses: readonly Clause[], { texts }: Words): string =>
  `${clauses.map(({ text }) => text).join(texts.semicolon)}.`;
