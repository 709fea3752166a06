import type { Words } from '../../words.ts';
import { labelOf, placeOf, tell, type Part, type Telling } from '../../said/tell.ts';
import { filled } from '../../texts/filled.ts';
import type { CommitmentAnswer } from './answer.ts';
import { tellingOf } from './naming.ts';

/** One thing that is known of a commitment at one moment, in words that can be held against those of another. */
export type Fact = Part;

const text = (name: string, label: string, said: string | undefined): Fact[] =>
  said === undefined || said === '' ? [] : [{ name, label, told: { text: said } }];

function standing(dossier: CommitmentAnswer, { texts }: Words): Fact[] {
  const { marks, promises, commitment } = texts;
  const { status, standing, promise, staleness, delivery } = dossier;
  return [
    ...text('status', commitment.status, marks[status].word),
    ...text('delivery', commitment.delivery, marks[delivery].word),
    ...text('promise', commitment.promise, promises[promise]),
    ...text('standing', commitment.standing, marks[standing].word),
    ...text('staleness', commitment.reporting, staleness ? marks[staleness].word : commitment.noneAwaited),
  ];
}

const promise = ({ series }: CommitmentAnswer, telling: Telling): Fact[] =>
  Object.entries(series as Readonly<Record<string, readonly { value: unknown }[]>>)
    .sort(([a], [b]) => placeOf(telling.words)(a) - placeOf(telling.words)(b))
    .flatMap(([field, values]) =>
      values.length === 0 || field === 'indicators'
        ? []
        : [
            {
              name: `said.${field}`,
              label: labelOf(field, telling.words),
              told: tell(field, values.at(-1)?.value, telling),
            },
          ],
    );

function paid({ money }: CommitmentAnswer, { texts, sums }: Words): Fact[] {
  const { commitment } = texts;
  type Sums = CommitmentAnswer['money']['budget'];
  const net = (of: Sums, back: Sums = []): string =>
    back.length === 0 ? sums(of) : `${sums(of)} (${filled(commitment.returned, { money: sums(back) })})`;
  return [
    ...text('budget', commitment.budget, sums(money.budget)),
    ...text('disbursed', commitment.disbursed, net(money.disbursed, money.returned?.disbursed)),
    ...text('spent', commitment.spent, net(money.spent, money.returned?.spent)),
  ];
}

const milestones = ({ milestones: { list } }: CommitmentAnswer, { texts, day }: Words): Fact[] =>
  list.flatMap(({ entry, title, due, reachedOn, late }) => {
    const { milestone } = texts.commitment;
    const how = reachedOn === undefined ? (late ? milestone.overdue : milestone.awaited) : milestone.reached;
    const when = reachedOn === undefined ? '' : ` ${day(reachedOn)}`;
    return text(`milestone.${entry}`, title, `${milestone.due} ${day(due)}; ${how}${when}`);
  });

const figures = ({ indicators }: CommitmentAnswer, { texts, number, day }: Words): Fact[] =>
  indicators.flatMap(({ id, name, unit, target, latest }) => {
    const { indicator } = texts.commitment;
    const reported = latest ? `${number(latest.value)} ${unit} (${day(latest.on)})` : indicator.none;
    const interim = latest?.interim ? `${texts.semicolon}${indicator.interim}` : '';
    const of = target ? `; ${indicator.target} ${number(target.value)} ${unit}` : '';
    return text(`indicator.${id}`, name, `${reported}${interim}${of}`);
  });

function counts({ reports, lastSelfReport, observations, voided }: CommitmentAnswer, words: Words): Fact[] {
  const { commitment } = words.texts;
  const { corroborated, disputed, attributed } = observations;
  return [
    ...text('reports', commitment.reports, words.number(reports)),
    ...text('last', commitment.lastReport, lastSelfReport && words.day(lastSelfReport)),
    ...text('corroborated', commitment.corroborations, words.number(corroborated)),
    ...text('disputed', commitment.disputes, words.number(disputed)),
    ...(attributed ? text('observed', commitment.observedAttributed, words.number(attributed)) : []),
    ...(voided ? text('voided', commitment.voided.count, struckThrough(voided, words)) : []),
  ];
}

/** How many statements were struck through, and how many of these after somebody had disputed them. */
export function struckThrough(
  { entries, afterDispute }: NonNullable<CommitmentAnswer['voided']>,
  { texts, number }: Words,
): string {
  const n = number(entries);
  return afterDispute === 0
    ? n
    : filled(texts.commitment.voided.disputed, { n, after: number(afterDispute) });
}

/** What is known of a commitment at the moment of an answer. */
export const factsOf = (dossier: CommitmentAnswer, words: Words): Fact[] => [
  ...standing(dossier, words),
  ...promise(dossier, tellingOf(dossier, words)),
  ...paid(dossier, words),
  ...milestones(dossier, words),
  ...figures(dossier, words),
  ...counts(dossier, words),
];
