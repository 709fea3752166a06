import { randomBytes } from 'node:crypto';
import { cmtId, orgId, ptnId } from '#specification';
import { outboxStatus } from '#outbox';
import { openKeys, storageIn } from '#storage';
import { openStore } from '../../apps/api/opened-store.ts';
import { forget } from '../../apps/api/forgetting.ts';
import { setAside, statusesOf } from '../../apps/api/operations.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { commandNamed } from '../support/command-named.ts';
import { pledgebook, Running } from '../support/command-line.ts';
import { Party } from '../support/served-book.ts';
import { SharedStorage } from '../support/shared-storage.ts';

const example = (name: string) => commandNamed(name).input.example;

describe('a store on PostgreSQL, shared by several processes', () => {
  let storage: SharedStorage;
  let one: Running;
  let other: Running;
  const serving = () => Running.until(/at http:\S+/, ['serve', '--port', '0'], storage.environment);
  beforeAll(async () => {
    storage = await SharedStorage.start();
    [one, other] = await Promise.all([serving(), serving()]);
  }, 300_000);
  afterAll(async () => {
    await Promise.all([one.end('SIGTERM'), other.end('SIGTERM')]);
    await storage.stop();
  });
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    pledgebook(args, { ...storage.environment, ...env });

  const tokenOf = (name: string) => run(['token', '--organisation', name]).stdout.trim();
  const at = (server: Running, token: string) => new Party(server.url, '', token);

  it('answers through one what was said through the other, and no token is issued twice for one', async () => {
    const token = tokenOf('Our Ministry');
    const convened = await at(one, token).done('/v1/partnerships', example('ConvenePartnership'));
    const path = `/v1/partnerships/${convened.body.ids.partnership}`;
    for (let count = 1; count <= 5; count++) {
      const server = count % 2 === 0 ? one : other;
      const { body } = await at(server, token).done(`${path}/make-commitment`, example('MakeCommitment'));
      for (const asked of [one, other]) {
        const ledger = await at(asked, token).ask(`${path}/ledger?atLeast=${body.freshness}`);
        expect(ledger).toMatchObject({ status: 200 });
        expect(ledger.body.rows).toHaveLength(count);
      }
    }
    for (const server of [one, other])
      expect(await at(server, token).ask('/readyz')).toMatchObject({ status: 200 });
  });

  it('gives a command that is repeated at another process the first answer', async () => {
    const token = tokenOf('Our Ministry');
    const key = { 'idempotency-key': 'the-same' };
    const body = example('ConvenePartnership');
    const first = await at(one, token).done('/v1/partnerships', body, key);
    const again = await at(other, token).done('/v1/partnerships', body, key);
    expect(again.body.ids).toEqual(first.body.ids);
    expect(again.body.receipts).toEqual(first.body.receipts);
  });

  it('opens what is sealed at every process, and at none once it is forgotten', async () => {
    const token = tokenOf('Our Ministry');
    const { body } = await at(one, token).done('/v1/partnerships', example('ConvenePartnership'));
    const path = `/v1/partnerships/${body.ids.partnership}`;
    const said = { text: 'We cannot pay before March', audience: { to: 'participants' } };
    const told = await at(one, token).done(`${path}/disclose-constraint`, said);
    const { disclosure } = told.body.ids;
    const shown = () =>
      at(other, token).ask(`${path}/disclosures/${disclosure}?atLeast=${told.body.freshness}`);
    // What is sealed has no place in the order that freshness is told by: other processes look for it by the clock.
    while ((await shown()).status === 404);
    expect((await shown()).text).toContain('We cannot pay before March');
    const forgotten = run(['forget', 'disclosure', disclosure]);
    expect(forgotten).toMatchObject({ status: 0, stdout: expect.stringContaining('turn the master key') });
    expect((await shown()).text).not.toContain('We cannot pay');
  });

  it('is refused to a process with another secret, master key or signing key, and told by which', () => {
    const other32 = randomBytes(32).toString('base64');
    for (const name of ['PLEDGEBOOK_SECRET', 'PLEDGEBOOK_MASTER_KEY'] as const)
      expect(run(['projections'], { [name]: other32 })).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(new RegExp(`^${name} is not`)),
      });
    expect(run(['projections'], { PLEDGEBOOK_SIGNING_KEY: 'none' }).stderr).toMatch(
      /^PLEDGEBOOK_SIGNING_KEY /,
    );
    expect(run(['projections'])).toMatchObject({ status: 0 });
  });

  it('is refused where its log lacks what was noted of it, until an operator accepts the loss', async () => {
    const kept = await openKeys(storageIn(storage.directory, storage.environment).keys);
    const lost = `evt_${'1'.repeat(26)}`;
    await kept.advanceNote('latest event', `${'9'.repeat(20)} ${lost}`);
    expect(run(['projections'])).toMatchObject({ status: 1, stderr: expect.stringContaining(lost) });
    expect(run(['accept-loss'])).toMatchObject({ status: 0, stdout: expect.stringContaining(lost) });
    expect(run(['projections'])).toMatchObject({ status: 0 });
    await kept.close();
  });

  it('has views that stopped tried again, or go on without an event, by an operator at any process', async () => {
    const book = await openStore(storageIn(storage.directory, storage.environment), {
      noted: () => undefined,
    });
    // Nobody can give a command that writes this: it details a commitment that nobody made.
    const [partnership, commitment] = [ptnId('one'), cmtId('none')];
    const data = { partnership, commitment, organisation: orgId('itu'), details: { theme: 'x' } };
    const id = `evt_${'0'.repeat(26)}`;
    const event = { id, type: 'CommitmentDetailed', version: 1, data, metadata: {} };
    const stream = `${partnership}-commitment-${commitment}`;
    const { position } = await book.stored.append([{ stream, expected: 'none', events: [event] }]);
    expect(await book.checkpoints.reached(position, { withinMs: 20_000, projection: 'ledger' })).toBe(false);
    expect(run(['projections'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(`stopped at ${id}`),
    });
    expect(run(['retry', 'ledger'])).toMatchObject({ status: 0 });
    expect(await book.checkpoints.reached(position, { withinMs: 20_000, projection: 'ledger' })).toBe(false);
    expect(run(['set-aside', 'ledger', id, '--reason', 'Of a faulty import'])).toMatchObject({ status: 0 });
    while ((await outboxStatus(book.outbox)).failed === undefined)
      await book.outbox.changes.after(book.outbox.changes.count, AbortSignal.timeout(500));
    const others = (await statusesOf(book)).filter(({ failed }) => failed);
    for (const { name, version } of others)
      if (name !== 'ledger')
        await setAside(book, { projection: name, version, event: id, reason: 'Of a faulty import' });
    expect(await book.checkpoints.reached(await book.store.head(), { withinMs: 20_000 })).toBe(true);
    expect(run(['projections'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`without ${id}`),
    });
    await book.close();
  }, 300_000);

  it('is not told where --data names a folder as well, nor shown with its password', () => {
    expect(run(['projections', '--data', storage.directory]).stderr).toContain('say one of them');
    expect(one.said).toMatch(/^serving postgres:\/\/postgres@127/);
  });

  it('is opened by the same code as a folder is', async () => {
    const book = await openStore(storageIn(storage.directory, storage.environment), {
      noted: () => undefined,
    });
    expect(await organisationFor(book, 'Our Ministry')).toMatch(/^org_/);
    await expect(forget(book, 'disclosure', 'dsc_00000000000000000000000000')).rejects.toThrow(
      'No such disclosure',
    );
    await book.close();
  });
});
