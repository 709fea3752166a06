import { publicTypes } from '#contracts';
import type { ServedBook } from '../support/served-book.ts';

/** By the name of a parameter: what it is often given. */
type Values = Readonly<Record<string, readonly string[]>>;

/** Ids that there are, so that more is answered than that there is nothing. */
export async function idsIn({ book }: ServedBook): Promise<Values> {
  const ids: Record<string, string[]> = {
    partnership: [],
    commitment: [],
    jointCommitment: [],
    organisation: [],
    programme: [],
    event: [],
  };
  const { events } = await book.store.readAll({ limit: 1000 });
  for (const { id, type, data } of events) {
    if (type === 'PartnershipConvened') ids['event']?.push(id);
    const opened = { PartnershipConvened: 'partnership', CommitmentMade: 'commitment' }[type];
    const begun = {
      JointCommitmentProposed: 'jointCommitment',
      OrganisationRegistered: 'organisation',
      ProgrammeRegistered: 'programme',
    }[type];
    const kind = opened ?? begun;
    if (kind !== undefined) ids[kind]?.push((data as Record<string, string>)[kind] ?? '');
  }
  return ids;
}

/** Schemathesis's settings. What it cannot read of the document, or not test, is a failure and no mere warning. */
export function settingsOf(ids: Values): string {
  const now = new Date().toISOString();
  const paths: Values = { ...ids, type: publicTypes.map(({ type }) => type) };
  const queries: Values = { asOf: [now], effective: [now.slice(0, 10)] };
  const told = [
    "'unresolvable_reference'",
    "'unsupported_regex'",
    "'missing_deserializer'",
    "'dictionary_mismatch'",
  ];
  const dictionaries = Object.entries({ ...paths, ...queries }).map(
    ([name, values]) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(values)}\n`,
  );
  const bound = (where: string, names: Values) =>
    Object.keys(names).map((name) => `"${where}.${name}" = { dictionary = "${name}", probability = 0.9 }\n`);
  return [
    `[warnings]\ndisplay = [${told}]\nfail-on = [${told}]\n`,
    ...dictionaries,
    '[parameters]\n',
    ...bound('path', paths),
    ...bound('query', queries),
  ].join('');
}
