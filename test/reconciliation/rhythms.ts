import type { StoredEvent } from '#kernel';

// oxlint-disable-next-line typescript/no-explicit-any -- events as they are stored
type Data = any;

/** How often who endorsed an agreement reports, the shortest of several, by these events. */
export function rhythmsOf(events: readonly StoredEvent[]) {
  const agreements = new Map<string, { months: number; endorsers: string[]; formed: boolean }>();
  for (const event of events) {
    const data: Data = event.data;
    if (event.type === 'AgreementProposed')
      agreements.set(data.agreement, { months: data.sharing.everyMonths, endorsers: [], formed: false });
    const agreement = agreements.get(data.agreement);
    if (event.type === 'AgreementEndorsed') agreement?.endorsers.push(data.organisation);
    if (event.type === 'AgreementFormed' && agreement) agreement.formed = true;
  }
  return (organisation: string): number | undefined => {
    const own = [...agreements.values()].filter((one) => one.formed && one.endorsers.includes(organisation));
    return own.length > 0 ? Math.min(...own.map(({ months }) => months)) : undefined;
  };
}
