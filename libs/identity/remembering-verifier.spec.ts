import { refuse, Refused } from '#kernel';
import { RememberingVerifier } from './remembering-verifier.ts';
import type { Verified } from './verifier.ts';

const actor = { person: 'per_1', organisation: 'org_1', roles: ['participant'] };
const NOW = 1_700_000_000_000;
const expires = NOW / 1000 + 60;

/** Remembers one token, and counts how often it was verified. */
async function remembering(verified: Partial<Verified> = {}) {
  const counted = { times: 0 };
  const verify = async (): Promise<Verified> => {
    counted.times++;
    return { actor, expires, ...verified };
  };
  const verifier = new RememberingVerifier({ verify });
  await verifier.verify('t', NOW);
  return { verifier, counted };
}

describe('A token that was verified', () => {
  it('is known at once until it expires', async () => {
    const { verifier } = await remembering();
    expect(verifier.recall('another', NOW)).toBeUndefined();
    expect(verifier.recall('t', NOW)).toEqual(actor);
    expect(verifier.recall('t', NOW + 60_000)).toBeUndefined();
  });

  it('that relies on what an operator may take back is asked for each time, and its signature is verified once', async () => {
    let asked = 0;
    const { verifier, counted } = await remembering({ holds: async () => ++asked > 0 });
    expect([verifier.recall('t', NOW), verifier.knows('t', NOW)]).toEqual([undefined, true]);
    expect(await verifier.verify('t', NOW)).toMatchObject({ actor });
    expect([counted.times, asked]).toEqual([1, 1]);
    await verifier.verify('t', NOW + 60_000);
    expect([counted.times, asked]).toEqual([2, 1]);
  });

  it('is verified anew where its organisation is another by now, and refused where it is none', async () => {
    const moved = await remembering({ holds: async () => false });
    await moved.verifier.verify('t', NOW);
    expect(moved.counted.times).toBe(2);
    const gone = new Refused(refuse('token-organisation-unlisted', 'No operator has proven it.'));
    const { verifier } = await remembering({ holds: () => Promise.reject(gone) });
    await expect(verifier.verify('t', NOW)).rejects.toBe(gone);
  });
});
