import type { StoredEvent } from '#kernel';

interface Named {
  readonly partnership: string;
  readonly person: string;
  readonly organisation: string;
  readonly name?: string;
}

/**
 * The model, in words of its own: who is to be spoken to as it was last said, for who said it; and for those who take
 * part where the other does, too.
 */
export async function focalPointsFor(
  sealed: readonly StoredEvent[],
  takesPart: (partnership: string, organisation: string) => Promise<boolean>,
  by: string,
): Promise<Set<string>> {
  const said = new Map<string, Named>();
  for (const { type, data } of sealed) {
    const named = data as Named;
    if (type.startsWith('FocalPoint')) said.set(`${named.person} in ${named.partnership}`, named);
  }
  const allowed = new Set<string>();
  for (const { name, partnership, organisation } of said.values()) {
    const both = async () =>
      by !== '' && (await takesPart(partnership, by)) && takesPart(partnership, organisation);
    if (name !== undefined && (by === organisation || (await both()))) allowed.add(name);
  }
  return allowed;
}
