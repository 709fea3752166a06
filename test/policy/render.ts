import { readFileSync } from 'node:fs';
import { ROLES, SCOPES, SPEAKERS } from '#kernel';
import type { AnyQuery } from '#cqrs';
import { OWNERS } from '../../apps/api/webhooks/definition.ts';
import { webhookCommands } from '../../apps/api/webhooks/index.ts';
import { commandNamed } from '../support/command-named.ts';
import { askersIn, ruledFor, type Shown } from './asking.ts';
import { WHOSE, type Given } from './giving.ts';
import { RELATIONS } from './scene.ts';

export const PAGE = 'libs/identity/README.md';
/** What stands between is told by `npm run policy`; padded to the width of its columns nobody could read it. */
const [BEGIN, END] = ['<!-- prettier-ignore-start -->', '<!-- prettier-ignore-end -->'];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Rows that say the same but in their first cell stand together. */
function grouped(rows: readonly (readonly [string, ...string[]])[]): string[][] {
  const groups = Map.groupBy(rows, ([, ...rest]) => rest.join('|'));
  return [...groups.values()].map((same) => [
    [...new Set(same.map(([name]) => name))].join(', '),
    ...(same[0]?.slice(1) ?? []),
  ]);
}

const word = (outcome: string): string =>
  outcome === 'yes' ? 'yes' : outcome.startsWith('already-') ? 'is in' : '–';

function commandTable(given: readonly Given[]): string {
  const rows = [...Map.groupBy(given, ({ row }) => row)].map(([{ command, of }, outcomes]) => {
    const { label, roles = SPEAKERS } = commandNamed(command).allow;
    const cells = WHOSE.flatMap((whose) =>
      RELATIONS.map((standing) =>
        word(
          outcomes.find((one) => one.role === roles[0] && one.whose === whose && one.standing === standing)
            ?.outcome ?? '',
        ),
      ),
    );
    return [command, of, ...cells, roles.join(', '), label] as const;
  });
  const head = [
    'command',
    'about',
    ...WHOSE.flatMap((whose) =>
      RELATIONS.map((standing) => `${whose === 'own' ? 'its own' : 'another’s'}: ${standing}`),
    ),
    'with the role',
    'in its own words',
  ];
  return table(head, grouped(rows));
}

function webhookTable(): string {
  const rows = webhookCommands.map(
    ({ name, label, creates }) =>
      [name, 'yes', creates ? 'there is none' : '–', OWNERS.join(', '), label] as const,
  );
  return table(
    ['command', 'its own', 'another’s', 'with one of the roles', 'in its own words'],
    grouped(rows),
  );
}

const NAMES = { own: 'own', other: 'other', third: 'third', fourth: 'fourth', fifth: 'fifth' };

function queryTable(queries: readonly AnyQuery[]): string {
  // Whoever runs the system beside is shown what it is without that: the specification says so.
  const askers = askersIn(NAMES).filter(({ as }) => as !== 'participant and operator');
  // One column for all of a role whose organisation makes no difference in any query.
  const columns = [...Map.groupBy(askers, ({ as }) => as)].flatMap(([as, each]) => {
    const cells = each.map((asking) => queries.map((query): Shown => ruledFor(query, asking)));
    const alike = cells.every((one) => one.join() === cells[0]?.join());
    return alike
      ? [{ head: as, cells: cells[0] ?? [] }]
      : each.map(({ standing }, i) => ({ head: `${as}: ${standing}`, cells: cells[i] ?? [] }));
  });
  const rows = queries.map(
    ({ name, allow }, i) =>
      [
        name,
        ...columns.map(({ cells }) => (cells[i] === 'no' ? '–' : (cells[i] ?? ''))),
        allow.inside ?? allow.audience ?? 'nothing',
      ] as [string, ...string[]],
  );
  return table(
    ['query', ...columns.map(({ head }) => head), 'for those inside alone, or its audience'],
    grouped(rows),
  );
}

const list = (of: Readonly<Record<string, string>>): string =>
  Object.entries(of)
    .map(([name, says]) => `- **${name}**: ${says}.`)
    .join('\n');

/** The page with its tables as the commands and queries are now. */
export function pageWith(given: readonly Given[], queries: readonly AnyQuery[]): string {
  const page = readFileSync(PAGE, 'utf8');
  const told = `
### Roles

${list(ROLES)}

### Scopes of a service

${list(SCOPES)}

### Who may give a command

${commandTable(given)}

### Who may have webhooks

${webhookTable()}

### Who may ask which query

${queryTable(queries)}
`;
  const [before = '', after = ''] = [page.split(BEGIN)[0], page.split(END)[1]];
  return `${before}${BEGIN}\n${told}\n${END}${after}`;
}
