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
  const twice = await served.party('Twice');
  const joined = `/v1/organisations/${twice.id}`;
  for (const [party, listing] of [
    [twice, gsma],
    [gsma, twice],
  ] as const)
    for (const command of ['confirm-duplicate', 'deny-duplicate', 'confirm-duplicate'])
      await party.done(`/v1/organisations/${party.id}/${command}`, {
        listing: listing.id,
        ...(command === 'deny-duplicate' ? { reason } : { keep: gsma.id }),
      });
  await operator.done(`${joined}/join-duplicate`, { kept: gsma.id, reason });
  await operator.done(`${joined}/undo-join`, { reason });
  const claimed = { agency: 'XI-IATI', number: 'GSMA-1' };
  await itu.done(`/v1/organisations/${itu.id}/change-organisation`, {
    change: 'detailed',
    alsoIdentifiers: [claimed],
  });
  for (const command of ['prove-identifier', 'unprove-identifier'])
    await operator.done(`/v1/organisations/${gsma.id}/${command}`, { identifier: claimed, reason });
}
