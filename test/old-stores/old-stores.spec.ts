import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PublicEvent } from '#contracts';
import { fingerprint } from '#event-store';
import { isByOperator, Voice, voiceStream } from '#organisation';
import { BEGINNING, FOLD_VERSION } from '#outbox';
import { organisationFor, organisationNamed } from '../../apps/api/organisations.ts';
import { queryAddressesOf } from '../laws/query-addresses.ts';
import { ServedBook, type Party } from '../support/served-book.ts';
import { namedIn, unpacked } from './old-store.ts';

/** Of the fingerprints of all events of the store `first`, in order, as the code that wrote it told them. */
const FIRST = { events: 466, sha256: '1e5374d3890114a3d1afc393ab82df4c0379cc74099b326698411e5029eb9a1d' };

describe('a store that older code wrote', () => {
  const named = namedIn('first');
  let served: ServedBook;
  let anybody: Party;

  beforeAll(async () => {
    served = await ServedBook.open(undefined, { directory: unpacked('first') });
    await served.settled();
    anybody = served.anybody();
  });
  afterAll(() => served.close());

  const ask = async (path: string) => {
    const answer = await anybody.ask(path);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer;
  };

  it('still has every event, as it was receipted', async () => {
    const hash = createHash('sha256');
    let events = 0;
    const since: string[] = [];
    const acted = new Set<string>();
    for (let after: string | undefined, end = false; !end;) {
      const page = await served.book.stored.readAll(after === undefined ? {} : { after });
      for (const event of page.events)
        if (events < FIRST.events) {
          hash.update(fingerprint(event));
          events++;
          const { organisation = '' } = event.metadata;
          if (organisation.startsWith('org_') && !isByOperator(event.metadata)) acted.add(organisation);
        } else since.push(event.type);
      ({ complete: after, end } = page);
    }
    expect({ events, sha256: hash.digest('hex') }).toEqual(FIRST);
    // The book that older code closed has got its guard, once, and so have the organisation that had ended and each that had
    // acted; nothing else was written.
    expect(since).toEqual(['BookClosed', 'OrganisationEnded', ...[...acted].map(() => 'OrganisationActed')]);
  });

  it('tells an organisation as which somebody acted from one that was only listed', async () => {
    const { runner } = served.book;
    expect(await runner.look(Voice, voiceStream(named['water'] ?? ''))).toEqual({ acted: true });
    expect(await runner.look(Voice, voiceStream(named['listed'] ?? ''))).toBeUndefined();
  });

  it('answers every question, live and as of the moment before it was opened anew', async () => {
    for (const address of await queryAddressesOf(served)) {
      const { asOf } = (await ask(address)).body as { asOf: { position: string } };
      await ask(`${address}${address.includes('?') ? '&' : '?'}asOf=${asOf.position}`);
    }
  });

  it('still reads what would be refused today', async () => {
    const { rows } = (await ask(`/v1/partnerships/${named['partnership']}/ledger?limit=1000`)).body as {
      rows: { commitment: string; statement: string }[];
    };
    const statements = new Map(rows.map(({ commitment, statement }) => [commitment, statement]));
    expect(statements.get(named['nul'] ?? '')).toBe('a\u0000b');
    expect(statements.get(named['nothingShown'] ?? '')).toBe('\u200b');
    expect(rows).toHaveLength(21);
  });

  it('admits people as whom an operator listed, not as who took its name and claimed its identifier since', async () => {
    const { book } = served;
    for (const name of ['XM-DAC:47066', 'xm-dac:47066'])
      expect([name, await organisationNamed(book.runner, name)]).toEqual([name, named['listed']]);
    expect(await organisationFor(book, 'United Relief (old store)')).toBe(named['listed']);
    expect(await organisationFor(book, 'old stranger')).toBe(named['stranger']);
    const { rows } = (await ask('/v1/organisations?identifier=XM-DAC:47066')).body as {
      rows: { organisation: string; identifier: { proven: boolean } }[];
    };
    const proven = Object.fromEntries(rows.map((row) => [row.organisation, row.identifier.proven]));
    expect(proven).toEqual({ [named['listed'] ?? '']: true, [named['stranger'] ?? '']: false });
  });

  /** Of the water works, whose promises break every rule that has come since. */
  it('is told by the rules of today: sums, voices and lateness', async () => {
    const at = `/v1/partnerships/${named['partnership']}`;
    const { across } = (await ask(`${at}/ledger/totals?organisation=${named['water']}&effective=2026-11-26`))
      .body;
    // The part of what was withdrawn counts; of the circle, what the last link made part of the other does not.
    expect(across.standing).toMatchObject({
      contained: 1,
      promised: [
        { currency: 'USD', amount: '733' },
        { currency: 'XXX', amount: '1' },
      ],
      disbursed: [{ currency: 'USD', amount: '181' }],
    });
    const { rows } = (await ask(`${at}/ledger?limit=1000&effective=2026-11-26`)).body as {
      rows: { commitment: string }[];
    };
    const row = (name: string) => rows.find(({ commitment }) => commitment === named[name]);
    // It recorded about the ministry, under a mandate that it gave itself, that its own payment had come.
    expect(row('selfPraised')).toMatchObject({ observations: { corroborated: 0, attributed: 0 } });
    expect(row('sourced')).not.toHaveProperty('source');
    expect(row('moved')).toMatchObject({
      delivery: 'running',
      ends: { on: '2026-12-31', firstOn: '2025-12-31', moved: 1 },
      reporting: { stretched: 1, lateReport: '2025-03-01' },
    });
    expect(row('confirmed')).toMatchObject({ reporting: { from: '2026-11-26' }, staleness: 'not-due' });
    const { rows: overdue } = (await ask(`${at}/ledger?overdue=yes&effective=2026-11-26`)).body;
    expect(overdue.map(({ commitment }: { commitment: string }) => commitment)).toEqual([named['moved']]);
  });

  /** As the feed of that time has them in its documents, by the position of their events. */
  const formerMessages = () => {
    const folder = unpacked('first');
    const db = new DatabaseSync(join(folder, 'views.sqlite'));
    const rows = db.prepare(`SELECT key, doc FROM feed_9 WHERE key >= 'z:' ORDER BY key`).all();
    db.close();
    rmSync(folder, { recursive: true });
    return rows.map(({ key, doc }) => ({
      position: String(key).slice(2),
      message: (JSON.parse(String(doc)) as { message: PublicEvent }).message,
    }));
  };

  /** Goes on from a position of the log, as a cursor of then names it. */
  const goOnFrom = async (position: string) => {
    const placed = `${position} ${await served.book.stored.eventAt(position)}`;
    const after = served.book.tokens.seal('feed', placed);
    const { status, body } = await anybody.ask(`/v1/events?limit=1&after=${after}`);
    return [status, body.events?.[0]?.id ?? body.code];
  };

  it('goes on telling outside after what was told then, which stays as it was, to the byte', async () => {
    const former = formerMessages();
    const { outbox, publicFeed } = served.book;
    const { messages } = await publicFeed.read(BEGINNING, { limit: 10_000 });
    expect(messages.slice(0, former.length).map(({ text }) => text)).toEqual(
      former.map(({ message }) => JSON.stringify(message)),
    );
    expect((await outbox.folds()).filter(({ isTelling }) => isTelling)).toMatchObject([
      { version: FOLD_VERSION },
    ]);
    // Whatever follows counts on.
    const last = new Map<string, number>();
    for (const { text, source } of messages) {
      const { sequence } = JSON.parse(text) as PublicEvent;
      expect(Number(sequence)).toBe((last.get(source) ?? 0) + 1);
      last.set(source, Number(sequence));
    }
    // A cursor of then goes on where it stood.
    const [, second, third] = former;
    expect(await goOnFrom(second?.position ?? '')).toEqual([200, third?.message.id]);
  });

  it('goes on: what was begun then is written to now', async () => {
    const token = await served.book.issuer.issue({
      person: 'per_water',
      organisation: named['water'] ?? '',
      roles: ['participant'],
    });
    const water = served.withToken(token);
    const path = `/v1/partnerships/${named['partnership']}/commitments/${named['part']}`;
    await water.done(`${path}/report-progress`, { entry: 'now', narrative: 'It goes on' });
    await served.settled();
    expect((await ask(path)).text).toContain('It goes on');
    const { publicFeed, stored } = served.book;
    const { number } = await publicFeed.last();
    expect(number).toBeGreaterThan(formerMessages().length);
    // No feed of then can have given this one.
    expect(await goOnFrom(await stored.head())).toEqual([409, 'position-not-in-log']);
  });
});
