import type { Party, ServedBook } from './served-book.ts';

const reason = 'It had to be';

/** What becomes of organisations, whatever they take part in: identifiers, and who goes on for whom. */
export async function tellOfOrganisations(
  served: ServedBook,
  { itu, gsma }: { readonly itu: Party; readonly gsma: Party },
): Promise<void> {
  const identifier = { agency: 'XI-IATI', number: 'ITU-1' };
  await itu.done(`/v1/organisations/${itu.id}/change-organisation`, {
    change: 'detailed',
    type: '40',
    country: 'CH',
    identifier,
  });
  const operator = await served.party('Operator', ['operator']);
  for (const command of ['prove-identifier', 'unprove-identifier'])
    await operator.done(`/v1/organisations/${itu.id}/${command}`, { identifier, reason });
  for (const [name, answer] of [
    ['Old', 'accept-succession'],
    ['Older', 'refuse-succession'],
  ] as const) {
    const old = await served.party(name);
    const path = `/v1/organisations/${old.id}`;
    await old.done(`${path}/change-organisation`, { change: 'merged', successor: gsma.id, reason });
    await gsma.done(`${path}/${answer}`, answer === 'refuse-succession' ? { reason } : {});
  }
  const claimed = { agency: 'XI-IATI', number: 'GSMA-1' };
  await itu.done(`/v1/organisations/${itu.id}/change-organisation`, {
    change: 'detailed',
    alsoIdentifiers: [claimed],
  });
  for (const command of ['prove-identifier', 'unprove-identifier'])
    await operator.done(`/v1/organisations/${gsma.id}/${command}`, { identifier: claimed, reason });
}
