import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START } from '#event-store';
import type { StoredEvent } from '#kernel';
import { told as everyKind } from '#domain';
import { Stage, stories, StoryClock, type Told } from '../../apps/cli/demo/index.ts';
import { pledgebook, Running } from '../support/command-line.ts';
import { brokenMessages } from '../support/public-contract.ts';
import { ServedBook } from '../support/served-book.ts';

const clock = new StoryClock();
describe('The demo', () => {
  let served: ServedBook;
  let told: Told;
  let events: readonly StoredEvent[];
  beforeAll(async () => {
    served = await ServedBook.open(clock);
    told = await new Stage(served.book, clock).tell(stories);
    await served.settled();
    events = await everything();
  });
  afterAll(() => served.close());

  async function everything(): Promise<StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (let after = START, end = false; !end;) {
      const page = await served.book.store.readAll({ after });
      found.push(...page.events);
      ({ complete: after, end } = page);
    }
    return found;
  }
  const dayOf = ({ metadata }: StoredEvent) => metadata['recordedAt']?.slice(0, 10) ?? '';
  const of = (partnership: string | undefined) =>
    events.filter(({ stream }) => stream.startsWith(`${partnership}-`));
  const typesOf = (partnership: string | undefined) => new Set(of(partnership).map(({ type }) => type));
  const ask = async (path: string) => (await served.anybody().ask(path)).body;
  const ledgerOf = async (partnership: string | undefined, query = '') =>
    (await ask(`/v1/partnerships/${partnership}/ledger${query}`)).rows as Record<string, unknown>[];

  describe('the stories of the demo', () => {
    it('are recorded on the days they tell of, one after another, and say so', () => {
      const days = events.map(dayOf);
      expect(days).toEqual(days.toSorted());
      const scenes = new Set(stories.flatMap((story) => story.scenes.map(({ on }) => on)));
      expect(new Set(days)).toEqual(scenes);
      expect(events.filter(({ metadata }) => metadata['clock'] !== 'set to the day told of')).toEqual([]);
    });

    it('are told in the order of their days, each by itself too', () => {
      for (const { scenes } of stories) {
        const days = scenes.map(({ on }) => on);
        expect(days).toEqual(days.toSorted());
      }
    });

    it('say of every event whether it is sourced or illustrative', () => {
      const basis = ({ metadata }: StoredEvent) => metadata['basis'] ?? 'neither';
      expect(new Set(events.map(basis))).toEqual(new Set(['sourced', 'illustrative']));
      expect(new Set(of(told.partnerships[2]).map(basis))).toEqual(new Set(['illustrative']));
    });

    it('are told outside as the public contract says', async () => {
      expect(await brokenMessages(served)).toEqual([]);
    });

    it('show it in every view', async () => {
      const [partnership] = told.partnerships;
      const base = `/v1/partnerships/${partnership}`;
      expect(await ask(base)).toMatchObject({
        basis: ['illustrative', 'sourced'],
        scope: { sdgTargets: ['9.c'], basis: 'illustrative' },
        goal: { basis: 'sourced' },
      });
      const { rows } = await ask(`${base}/timeline?limit=1000`);
      expect(rows.every(({ basis }: { basis?: string }) => basis !== undefined)).toBe(true);
      const [row] = await ledgerOf(partnership);
      expect(row).toMatchObject({ basis: ['sourced'] });
      expect(await ask(`${base}/commitments/${String(row?.['commitment'])}`)).toMatchObject({
        basis: ['sourced'],
        history: [{ basis: 'sourced' }],
      });
      const measure = {
        statement: 'Measure the overall effect of the partnership, including its effect on the SDGs',
      };
      const [detailed] = await ledgerOf(partnership, '?sdg=9.c');
      expect(detailed).toMatchObject({ ...measure, basis: ['illustrative', 'sourced'] });
      expect((await ask(`${base}/ledger/totals`)).groups).toMatchObject([
        { basis: ['illustrative', 'sourced'] },
      ]);
      expect((await ask(`/v1/organisations/${String(row?.['organisation'])}`)).basis).toEqual(['sourced']);
      expect((await ask(`/v1/events?partnership=${partnership}`)).events[0].data.basis).toBe('sourced');
    });

    it('come to where their sources leave off, or the fiction', async () => {
      const phases = await Promise.all(told.partnerships.map((id) => ask(`/v1/partnerships/${id}`)));
      expect(phases.map(({ phase }) => phase)).toEqual(['executing', 'soliciting', 'scaling']);
      expect(phases[0]).toMatchObject({
        participants: { length: 10 },
        programme: 'UN75 Global Governance Forum',
      });
      const [crops] = await ledgerOf(told.partnerships[1]);
      expect(crops).toMatchObject({
        indicators: [
          {
            latest: {
              value: '1900',
              disaggregation: [
                { category: 'women', value: '1500' },
                { category: 'men', value: '400' },
              ],
            },
          },
        ],
      });
    });

    it('say nothing twice: no two rows of a ledger are alike', async () => {
      for (const partnership of told.partnerships) {
        const rows = await ledgerOf(partnership, '?limit=1000');
        const told = rows.map(
          ({ organisation, statement, status }) => `${organisation} ${statement} ${status}`,
        );
        expect(told).toEqual([...new Set(told)]);
      }
    });

    it('invent nothing bad of anybody real', async () => {
      const bad =
        /Objected|Left|Declined|Suspended|Withdrawn|Superseded|Rejected|Rescheduled|Corrected|Restated|Milestone/;
      for (const partnership of told.partnerships.slice(0, 2)) {
        expect([...typesOf(partnership)].filter((type) => bad.test(type))).toEqual([]);
        for (const row of await ledgerOf(partnership)) {
          expect(row).not.toHaveProperty('staleness');
          expect(row).toMatchObject({ voice: 'attributed', status: 'open', milestones: { late: 0 } });
        }
      }
    });

    it('let the fictional one walk all that a book can hold, but for its closing', () => {
      const types = typesOf(told.partnerships[2]);
      expect(everyKind.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([
        'PartnershipClosed',
        'PartnershipReopened',
      ]);
    });

    it('let the fictional one show what becomes of promises', async () => {
      const partnership = told.partnerships[2];
      const types = typesOf(partnership);
      for (const type of ['EntryRestated', 'CommitmentWithdrawn', 'ParticipantLeft', 'AttributionConfirmed'])
        expect(types).toContain(type);
      const seen = async (query: string) => (await ledgerOf(partnership, query)).length;
      expect(await seen('?staleness=silent')).toBeGreaterThan(0);
      expect(await seen('?voice=attributed&status=open')).toBe(1);
      expect(await seen('?overdue=yes')).toBe(1);
      const plants = async (query: string) =>
        (await ledgerOf(partnership, `?promise=commitment&${query}`))[1];
      const usd = (amount: string) => ({ disbursed: [{ currency: 'USD', amount }] });
      expect(await plants('asOf=2019-12-31')).toMatchObject({
        money: { ...usd('33000000'), overDisbursed: true },
      });
      expect(await plants('asOf=2020-12-31')).toMatchObject({
        money: { ...usd('6000000'), overDisbursed: false },
      });
    });

    it('let the fictional one show what the four readers ask', async () => {
      const base = `/v1/partnerships/${told.partnerships[2]}`;
      // The objector left, and with it the last objection: whoever leaves completes the expansion.
      const { rows } = await ask(`${base}/timeline?type=ExpansionAdopted`);
      expect(rows).toMatchObject([{ effectiveOn: '2020-03-02', named: expect.anything() }]);
      const changes = (await ask(`${base}/timeline?type=ExpansionAdopted&type=ScopeRefined`)).rows;
      expect(changes.map(({ type }: { type: string }) => type)).toEqual(['ScopeRefined', 'ExpansionAdopted']);
      expect(await ask(base)).toMatchObject({
        convener: told.organisations.get('Southern Lakes Fund (fictional)')?.organisation,
        scope: { places: ['005', '013'] },
      });
      const [laboratories] = (await ask(`${base}/joint-commitments`)).rows;
      expect(await ask(`${base}/joint-commitments/${laboratories.jointCommitment}`)).toMatchObject({
        formedOn: '2019-06-24',
      });
      expect(await ledgerOf(told.partnerships[2], '?observed=disputed')).toEqual([]);
      expect(await ledgerOf(told.partnerships[2], '?observed=disputed&asOf=2019-12-31')).toHaveLength(1);
      const [collective] = (await ask(`${base}/collective-progress`)).indicators;
      expect(collective).toMatchObject({
        measured: { periods: [{ latest: { value: '715000' } }, { latest: { value: '890000' } }] },
        contributed: { count: 1 },
      });
      const { rows: progress } = await ask(`${base}/progress?indicator=points`);
      expect(progress).toContainEqual(
        expect.objectContaining({
          reported: { value: '28' },
          period: { from: '2020-01-01', to: '2020-06-30' },
        }),
      );
    });

    it('leave the clock at the present', async () => {
      const itu = told.organisations.get('International Telecommunication Union');
      const token = await served.book.issuer.issue(itu ?? { person: '', organisation: '', roles: [] });
      const party = served.withToken(token);
      const { body } = await party.done(`/v1/partnerships/${told.partnerships[0]}/open-pause`);
      const event = await party.ask(`/v1/stored-events/${body.receipts[0].id}`);
      expect(event.body.metadata.recordedAt.slice(0, 10)).toBe(new Date().toISOString().slice(0, 10));
      expect(event.body.metadata).not.toHaveProperty('clock');
    });
  });

  describe('npm run demo', () => {
    it('takes another port where one is taken, and prints ten lines, the address of the page last', async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const port = String((taken.address() as AddressInfo).port);
      const place = join(mkdtempSync(join(tmpdir(), 'pledgebook-')), 'kept');
      const args = ['demo', '--port', port, '--data', place, '--tokens'];
      const demo = await Running.until(/Open in a browser.*\n/, args);
      try {
        expect(demo.said.match(/^ {2}eyJ/gm)).toHaveLength(22);
        const lines = demo.said
          .replace(/^.*\n {2}eyJ.*\n/gm, '')
          .trimEnd()
          .split('\n');
        expect(lines).toHaveLength(10);
        expect(lines.at(-1)).toBe(`Open in a browser:  ${demo.url}/`);
        expect(new URL(demo.url).port).not.toBe(port);
        const pages = demo.said.match(/http:\S+\/partnerships\/ptn_\w+(?=\n)|http:\S+\/(?=\n)/g) ?? [];
        expect(pages).toHaveLength(4);
        for (const page of pages)
          expect((await fetch(page)).headers.get('content-type')).toMatch('text/html');
        const line = lines.find((one) => one.startsWith('  curl '));
        const shell = spawnSync('sh', ['-c', `${line} --silent --fail-with-body`], { encoding: 'utf8' });
        expect([shell.status, shell.stdout]).toEqual([0, expect.stringContaining('33000000')]);
      } finally {
        expect(await demo.end('SIGINT')).toBe(0);
        taken.close();
      }
      // What is kept is a book, into which no story is told again.
      expect(pledgebook(args)).toMatchObject({ status: 1, stderr: expect.stringContaining('is not empty') });
      rmSync(join(place, '..'), { recursive: true });
    });
  });
});
