import { addressedTo, type Addresses, type CorroborationBody } from '#interchange';
import { ProblemAnswer, type Client, type CommandAnswer } from '../client.ts';

interface Corroborating {
  readonly client: Client;
  readonly partnership: string;
  readonly ids: Addresses;
  readonly commitment: string;
  /** The entry by which the payment stands, where that is another than the first. */
  readonly entry?: string;
}

/** A record that stood for something else before, a promise that is paid by now, say, has an id of its own for this. */
const anew = ({ source, claim }: CorroborationBody, commitment: string): CorroborationBody['source'] => ({
  ...source,
  record: [source.record, commitment, ...(claim.entry === undefined ? [] : [claim.entry])].join(':'),
});

async function say(
  body: CorroborationBody,
  { client, partnership, ids, commitment }: Corroborating,
): Promise<CommandAnswer> {
  const path = `/v1/partnerships/${partnership}/corroborate-claim`;
  try {
    return await client.command(path, addressedTo(commitment, body, ids));
  } catch (error) {
    if (!(error instanceof ProblemAnswer) || error.problem.code !== 'source-record-taken') throw error;
    return client.command(path, addressedTo(commitment, { ...body, source: anew(body, commitment) }, ids));
  }
}

/**
 * Records what the recipient of a flow reported itself. Repeated, by anybody, it changes nothing; what the recipient has
 * since said in its own name, or taken back, stands.
 */
export async function corroborate(
  body: CorroborationBody,
  to: Corroborating,
): Promise<{ readonly how: 'new' | 'unchanged'; readonly freshness?: string }> {
  const { claim } = body;
  const entry = claim.entry === undefined ? undefined : (to.entry ?? claim.entry);
  const about = entry === undefined ? body : { ...body, claim: { ...claim, entry } };
  try {
    const { known, freshness } = await say(about, to);
    return { how: known ? 'unchanged' : 'new', freshness };
  } catch (error) {
    if (error instanceof ProblemAnswer && error.problem.code === 'observer-spoke')
      return { how: 'unchanged' };
    throw error;
  }
}
