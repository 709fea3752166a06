/** An event as a timeline tells it. */
export interface Item {
  readonly event: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly organisation?: string;
  readonly commitment?: string;
  readonly basis?: string;
  readonly said: Readonly<Record<string, unknown>>;
}
export type Names = Readonly<Record<string, string>>;

/** `CommitmentMade` as "commitment made". */
export const words = (type: string): string =>
  type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

/** Who said so, for whom or about whom, when, and what. */
export function readable(item: Item, names: Names): string {
  const name = (id: string): string => names[id] ?? id;
  const { organisation, onBehalfOf, by, commitment, basis } = item;
  const whom = [...new Set([onBehalfOf, organisation])]
    .filter((id) => id !== undefined && id !== by)
    .map((id) => name(id as string));
  const tags = [
    commitment,
    basis,
    ...(item.effectiveOn === item.recordedAt.slice(0, 10) ? [] : [`effective ${item.effectiveOn}`]),
  ];
  const said = Object.entries(item.said)
    .map(
      ([field, value]) => `    ${field}: ${typeof value === 'string' ? name(value) : JSON.stringify(value)}`,
    )
    .join('\n');
  const head = `${item.recordedAt}  ${words(item.type)}, by ${name(by)}${whom.length > 0 ? ` (${whom.join(', ')})` : ''}`;
  return [head, `    ${tags.filter(Boolean).join(' · ')}`, said]
    .filter((line) => line.trim() !== '')
    .join('\n');
}
