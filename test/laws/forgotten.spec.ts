import { randomBytes } from 'node:crypto';
import { projections } from '#domain';
import { forget } from '../../apps/api/forgetting.ts';
import { bytesOf } from '../projection/stores.ts';
import { Staged } from './staged.ts';

interface Said {
  readonly disclosure: string;
  readonly person: string;
}

/** The same story, with what is said quietly or without. */
async function tell(staged: Staged, quietly: boolean): Promise<Said> {
  let step = 0;
  const owner = await staged.party('Owner');
  const reader = await staged.party('Reader');
  const give = async (by: typeof owner, path: string, body: object) => {
    staged.at(step++);
    return (await by.done(path, body, { 'idempotency-key': `k${step}` })).body.ids as Record<string, string>;
  };
  const whisper: typeof give = async (...given) => (quietly ? give(...given) : (step++, {}));
  const scope = { places: ['CO'], sdgTargets: [] };
  const { partnership } = await give(owner, '/v1/partnerships', { title: 'T', problem: 'P', scope });
  const base = `/v1/partnerships/${partnership}`;
  await give(owner, `${base}/open-call`, { call: 'c', text: 'Come' });
  await give(reader, `${base}/join-partnership`, { priorities: ['P'] });
  const says = { text: 'We cannot pay before March', audience: { to: 'participants' } };
  const { disclosure = '' } = await whisper(owner, `${base}/disclose-constraint`, says);
  const ana = { name: 'Ana Duarte', email: 'ana@example.org' };
  const { person = '' } = await whisper(owner, `${base}/name-focal-point`, ana);
  const path = `${base}/disclosures/${disclosure}`;
  await whisper(reader, `${path}/answer-disclosure`, { answer: 'a', text: 'We can wait' });
  if (quietly) await reader.ask(path);
  await give(owner, `${base}/make-commitment`, { statement: 'Dig ten wells', kind: 'policy' });
  await staged.served.settled();
  return { disclosure, person };
}

describe('every view', () => {
  it('is the same bytes with what is sealed and without it, before that is forgotten and after, built anew or not', async () => {
    const secret = randomBytes(32);
    const [quiet, open] = [await Staged.open(secret), await Staged.open(secret)];
    try {
      const said = await tell(quiet, true);
      await tell(open, false);
      const bytes = async ({ served: { book } }: Staged) => {
        const told: string[] = [];
        for (const projection of projections)
          told.push(JSON.stringify(await bytesOf(book.views, projection)));
        return told;
      };
      const rebuilt = async (staged: Staged) => {
        await staged.served.book.projections.rebuild();
        return bytes(staged);
      };
      const expected = await bytes(open);
      expect(expected.join('')).toContain('Dig ten wells');
      expect(await bytes(quiet)).toEqual(expected);
      expect(await rebuilt(quiet)).toEqual(expected);
      const { book } = quiet.served;
      await forget(book, 'disclosure', said.disclosure);
      await forget(book, 'person', said.person);
      expect(await bytes(quiet)).toEqual(expected);
      expect(await rebuilt(quiet)).toEqual(expected);
      expect(await rebuilt(open)).toEqual(expected);
    } finally {
      await quiet.close();
      await open.close();
    }
  });
});
