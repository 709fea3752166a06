import { useState } from 'preact/hooks';
import { saying } from '../../address.ts';
import { useAnswer } from '../../asking.ts';
import { sdgOf } from '../../parts/sdg.ts';
import { useReader } from '../../reader.tsx';
import type { Words } from '../../words.ts';
import { filled, isolated } from '../../texts/filled.ts';
import { choicesIn, choicesPathOf, NO_CHOICES, type Choices } from './ledger-choices.ts';
import { chosenIn, withoutAll, withoutOne, type Filter } from './ledger-filters.ts';

/** What can always be chosen. */
const FIXED = {
  kind: ['financial', 'in-kind', 'policy', 'programme', 'advocacy'],
  promise: ['commitment', 'pledge'],
  status: [
    'open',
    'suspended',
    'fulfilled',
    'withdrawn',
    'superseded',
    'rejected',
    'removed',
    'expired',
    'cancelled',
    'closed',
    'recorded-fulfilled',
  ],
  delivery: ['ahead', 'running', 'over', 'undated', 'fulfilled', 'ended'],
  staleness: ['not-due', 'current', 'late', 'silent'],
  observed: ['corroborated', 'disputed', 'unanswered', 'attributed', 'voided'],
  voice: ['self-reported', 'attributed'],
} as const satisfies Partial<Record<Filter, readonly string[]>>;
/** What the form offers, in this order. */
const OFFERED = [
  'organisation',
  'place',
  'theme',
  'goal',
  'sdg',
  'kind',
  'promise',
  'status',
  'delivery',
  'staleness',
  'observed',
  'voice',
  'currency',
] as const satisfies readonly Filter[];

const wordIn = (texts: object, value: string): string | undefined =>
  Object.hasOwn(texts, value) ? (texts as Readonly<Record<string, string>>)[value] : undefined;

/** A value of a filter as people say it. */
function said(
  filter: Filter,
  value: string,
  { words, names }: { words: Words; names: Choices['names'] },
): string {
  const { marks, kinds, promises, ledger } = words.texts;
  const { filters } = ledger;
  switch (filter) {
    case 'organisation':
      return isolated(names[value] ?? value);
    case 'place':
      return words.place(value);
    case 'goal':
    case 'sdg':
      return sdgOf(value, words.texts);
    case 'kind':
      return wordIn(kinds, value) ?? value;
    case 'promise':
      return wordIn(promises, value) ?? value;
    case 'unstated':
      return wordIn(filters.unstated, value) ?? value;
    case 'transferred':
      return wordIn(filters.transferred, value) ?? value;
    case 'observed':
      if (value === 'attributed') return filters.observedAttributed;
      if (value === 'voided') return filters.voided;
      return value === 'unanswered'
        ? filters.unanswered
        : (marks[value as keyof typeof marks]?.word ?? value);
    case 'overdue':
    case 'lateMilestones':
    case 'contained':
      return value === 'yes' ? filters.yes : filters.no;
    default:
      return Object.hasOwn(marks, value) ? marks[value as keyof typeof marks].word : isolated(value);
  }
}

/** What is chosen, each to be taken out by itself. */
function ChosenOnes({ names }: Pick<Choices, 'names'>) {
  const { address, go, words } = useReader();
  const { filters } = words.texts.ledger;
  const chosen = chosenIn(address.query);
  if (chosen.length === 0) return null;
  return (
    <div class="chosen">
      <p id="chosen">{filters.chosen}</p>
      <ul aria-labelledby="chosen">
        {chosen.map((one) => {
          const value = said(one.filter, one.value, { words, names });
          const text = filled(filters.one, { label: filters.labels[one.filter], value });
          const takeOut = () => go({ path: address.path, query: withoutOne(address.query, one) }, 'replace');
          return (
            <li key={text}>
              <button type="button" aria-label={filled(filters.remove, { filter: text })} onClick={takeOut}>
                {text} <span aria-hidden="true">✕</span>
              </button>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        onClick={() => go({ path: address.path, query: withoutAll(address.query) }, 'replace')}
      >
        {filters.clear}
      </button>
    </div>
  );
}

type Draft = Readonly<Partial<Record<Filter | 'sort', string>>>;
interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChoose: (value: string) => void;
}
function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([code, text]) => (
          <option key={code} value={code} selected={code === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What can be chosen, and in which order rows come; nothing is asked before it is sent. */
function Form({ choices, without }: { choices: Choices; without: readonly Filter[] }) {
  const { address, go, words } = useReader();
  const { filters } = words.texts.ledger;
  const [draft, setDraft] = useState<Draft>({});
  const show = (event: Event) => {
    event.preventDefault();
    const changes = Object.entries(draft).map(([name, value]) => [name, value === '' ? undefined : value]);
    go({ path: address.path, query: saying(address.query, Object.fromEntries(changes)) }, 'replace');
    setDraft({});
  };
  const optionsOf = (filter: Filter, standing: string): ChoiceProps['options'] => {
    const values = (FIXED as Choices['values'])[filter] ?? choices.values[filter] ?? [];
    const all = standing === '' || values.includes(standing) ? values : [standing, ...values];
    const told = all.map((one) => [one, said(filter, one, { words, names: choices.names })] as const);
    return [['', filters.any], ...told];
  };
  const fields = OFFERED.filter((filter) => !without.includes(filter)).map((filter) => {
    const value = draft[filter] ?? address.query.get(filter) ?? '';
    const options = optionsOf(filter, value);
    const onChoose = (next: string) => setDraft({ ...draft, [filter]: next });
    return options.length < 2 ? null : (
      <Choice key={filter} label={filters.labels[filter]} {...{ value, options, onChoose }} />
    );
  });
  return (
    <form class="choices" onSubmit={show}>
      {fields}
      <Choice
        label={filters.sort}
        value={draft.sort ?? address.query.get('sort') ?? ''}
        options={Object.entries(filters.sorts)}
        onChoose={(sort) => setDraft({ ...draft, sort })}
      />
      <button type="submit">{filters.apply}</button>
    </form>
  );
}

/**
 * Chooses and sorts rows of a ledger; what is chosen stands in the address. What the promises offer to choose is asked once
 * it is looked at.
 */
export function LedgerForm({ path }: { path: string }) {
  const { address, words } = useReader();
  const { filters } = words.texts.ledger;
  const [open, setOpen] = useState(false);
  const wanted = open || address.query.has('organisation');
  const asked = useAnswer<Parameters<typeof choicesIn>[0]>(wanted ? choicesPathOf(path) : undefined);
  const answer = 'answer' in asked ? asked.answer : undefined;
  const choices = answer === undefined ? NO_CHOICES : choicesIn(answer, words);
  return (
    <>
      <details class="choosing" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{filters.open}</summary>
        <p class="state" role="status">
          {open && asked.state === 'asking' ? filters.asking : ''}
        </p>
        <Form choices={choices} without={path.includes('/organisations/') ? ['organisation'] : []} />
      </details>
      <ChosenOnes names={choices.names} />
    </>
  );
}
