import { addressedTo, type Addresses, type CorroborationBody } from '#interchange';
import { ProblemAnswer, type Client } from '../client.ts';

interface Corroborating {
  readonly client: Client;
  readonly partnership: string;
  readonly ids: Addresses;
  readonly commitment: string;
}

/**
 * Records what the recipient of a flow reported itself. Repeated, by anybody, it changes nothing; what the recipient has
 * since said in its own name, or taken back, stands.
 */
export async function corroborate(
  body: CorroborationBody,
  { client, partnership, ids, commitment }: Corroborating,
): Promise<{ readonly how: 'new' | 'unchanged'; readonly freshness?: string }> {
  const path = `/v1/partnerships/${partnership}/corroborate-claim`;
  try {
    const { receipts, freshness } = await client.command(path, addressedTo(commitment, body, ids));
    return { how: receipts.length > 0 ? 'new' : 'unchanged', freshness };
  } catch (error) {
    if (error instanceof ProblemAnswer && error.problem.code === 'observer-spoke')
      return { how: 'unchanged' };
    throw error;
  }
}
