import type { Words } from '../../words.ts';
import type { Telling } from '../../said/tell.ts';
import { brief } from '../../texts/brief.ts';
import { isolated } from '../../texts/filled.ts';
import type { CommitmentAnswer } from './answer.ts';

type Named = Pick<CommitmentAnswer, 'entries' | 'voidedEntries' | 'series'>;

/** What a statement of the commitment is called: its title, else what it is and of which day. */
function entriesIn({ entries, voidedEntries }: Named, { texts, day }: Words): Record<string, string> {
  return Object.fromEntries(
    [...entries, ...voidedEntries].map(({ entry, kind, on, values }) => {
      const of = texts.said.codes[kind];
      return [
        entry,
        values.title === undefined ? `${of}, ${day(on)}` : `${of} “${isolated(brief(values.title))}”`,
      ];
    }),
  );
}

/** With what the story is told: short names that were given in it stand for what they were given to. */
export const tellingOf = (dossier: Named, words: Words): Telling => ({
  words,
  entries: entriesIn(dossier, words),
  indicators: Object.fromEntries(
    (dossier.series.indicators ?? []).flatMap(({ value }) =>
      (value ?? []).map(({ id, name, unit }) => [id, { name, unit }] as const),
    ),
  ),
});
