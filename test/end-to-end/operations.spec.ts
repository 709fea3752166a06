import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OPERATIONS } from '#operations';
import { cmtId, ptnId } from '#specification';
import { statusesOf } from '../../apps/api/operations.ts';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { pledgebook, serving, type Running } from '../support/command-line.ts';
import { Party } from '../support/served-book.ts';

const soon = { withinMs: 20_000 };

describe('An operator of views that stopped', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-operations-'));
  let server: Running;
  let book: OpenedStore;
  let organisation: string;
  beforeAll(async () => {
    server = await serving(directory);
    book = await openStore(directory);
    organisation = await organisationFor(book, 'ITU');
  });
  afterAll(async () => {
    await book.close();
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true });
  });

  const run = (...args: string[]) => pledgebook(args, { PLEDGEBOOK_DATA: directory });
  const stopped = async () => (await statusesOf(book)).flatMap(({ name, failed }) => (failed ? [name] : []));

  /** Nobody can give a command that writes this: it details a commitment that nobody made. */
  async function broken(): Promise<{ id: string; position: string }> {
    const [partnership, commitment] = [ptnId('one'), cmtId('none')];
    const data = { partnership, commitment, organisation, details: { theme: 'x' } };
    const event = { id: `evt_${'0'.repeat(26)}`, type: 'CommitmentDetailed', version: 1, data, metadata: {} };
    const stream = `${partnership}-commitment-${commitment}`;
    const { events, position } = await book.stored.append([{ stream, expected: 'any', events: [event] }]);
    return { id: events[0]?.id ?? '', position };
  }

  it('sees where each stands, tries again, or sets the event aside, while a server runs', async () => {
    expect(run('projections')).toMatchObject({ status: 0, stdout: expect.stringMatching(/ledger +version/) });
    expect(run('retry', 'ledger')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not stopped'),
    });
    expect(run('retry', 'nothing')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('there are'),
    });

    const { id, position } = await broken();
    expect(await book.checkpoints.reached(position, { ...soon, projection: 'ledger' })).toBe(false);
    expect(run('projections')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(new RegExp(`ledger +version \\d+ +stopped at ${id}: `)),
    });
    expect(run('retry', 'ledger')).toMatchObject({ status: 0, stdout: `ledger tries ${id} again\n` });
    expect(await book.checkpoints.reached(position, { ...soon, projection: 'ledger' })).toBe(false);

    expect(run('set-aside', 'ledger', id)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('reason'),
    });
    const other = `evt_${'1'.repeat(26)}`;
    expect(run('set-aside', 'ledger', other, '--reason', 'x')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not at this event'),
    });
    expect((await book.stored.readCategory(OPERATIONS)).events).toEqual([]);

    // The outbox tells of it no more than a view does.
    while (!(await stopped()).includes('outbox'))
      await book.outbox.changes.after(book.outbox.changes.count, AbortSignal.timeout(500));
    for (const name of await stopped())
      expect(run('set-aside', name, id, '--reason', 'Of a faulty import')).toMatchObject({ status: 0 });
    expect(await book.checkpoints.reached(await book.store.head(), soon)).toBe(true);
    expect(await stopped()).toEqual([]);
    expect(run('projections')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`without ${id}, which was set aside`),
    });

    const anybody = new Party(server.url, '', undefined);
    expect(await anybody.ask('/readyz')).toMatchObject({ status: 200 });
    const listed = await anybody.ask('/v1/partnerships');
    expect(listed.body.asOf.views).toContainEqual(
      expect.objectContaining({ view: 'overview', setAside: [] }),
    );
    const ledger = await anybody.ask(`/v1/organisations/${organisation}/ledger`);
    expect(ledger.body.asOf.views).toContainEqual(
      expect.objectContaining({ view: 'ledger', setAside: [id] }),
    );
    const [recorded] = (await book.stored.readCategory(OPERATIONS)).events;
    const shown = await anybody.ask(`/v1/stored-events/${recorded?.id}`);
    expect(shown.body).toMatchObject({
      type: 'EventSetAside',
      data: { event: id, reason: 'Of a faulty import' },
    });
  }, 300_000);

  it('has views built anew leave out what was set aside, and views of other moments, too', async () => {
    const { id } = (await book.stored.readAll({ types: ['CommitmentDetailed'] })).events[0] ?? {};
    await book.projections.rebuild();
    expect((await book.views.checkpoints()).get('ledger')).toMatchObject({ skipped: [id] });
    const now = new Date(Date.now() - 1).toISOString();
    const { status, body } = await new Party(server.url, '', undefined).ask(
      `/v1/organisations/${organisation}/ledger?asOf=${now}`,
    );
    expect({ status, body }).toMatchObject({ status: 200, body: { rows: [] } });
  }, 300_000);
});

describe('A store from before events were set aside by events', () => {
  it('records them as events once it is opened, and once only', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pledgebook-set-aside-'));
    await (await openStore(directory)).close();
    const event = `evt_${'0'.repeat(26)}`;
    const views = new DatabaseSync(join(directory, 'views.sqlite'));
    views.exec(`CREATE TABLE set_aside (number INTEGER PRIMARY KEY, projection TEXT, event TEXT) STRICT;
      INSERT INTO set_aside (projection, event) VALUES ('ledger', '${event}'), ('feed', '${event}');
      ALTER TABLE generations DROP COLUMN set_aside`);
    views.close();
    for (let opened = 0; opened < 2; opened++) {
      const book = await openStore(directory);
      const { events } = await book.stored.readCategory(OPERATIONS);
      expect(events.map(({ data }) => data)).toMatchObject([
        { projection: 'ledger', event },
        { projection: 'feed', event },
      ]);
      await book.close();
    }
    rmSync(directory, { recursive: true });
  });
});
