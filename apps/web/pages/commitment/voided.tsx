import { Table } from '../../parts/table.tsx';
import { Written } from '../../parts/written.tsx';
import { useWords } from '../../reader.tsx';
import { useDossier } from './dossier.tsx';
import { struckThrough } from './facts.ts';

/** Statements that never were so, and why; nothing where none was struck through. */
export function StruckThrough() {
  const words = useWords();
  const { voided: texts, voidedTitle: title } = words.texts.commitment;
  const { dossier, telling } = useDossier();
  const { voided, voidedEntries } = dossier;
  if (!voided) return null;
  return (
    <>
      <h3>{`${title}${words.texts.colon}${struckThrough(voided, words)}`}</h3>
      <p class="hint">{texts.lead}</p>
      <Table
        caption={title}
        stacks
        rows={voidedEntries}
        keyOf={({ entry }) => entry}
        columns={[
          {
            head: texts.said,
            names: true,
            cell: ({ entry, values }) => (
              <s>
                {telling.entries?.[entry] ?? entry}
                {values.money ? ` ${words.money(values.money)}` : null}
              </s>
            ),
          },
          { head: texts.why, cell: ({ reason }) => <Written of={reason} /> },
          { head: texts.on, cell: ({ voidedOn }) => words.day(voidedOn) },
        ]}
      />
    </>
  );
}
