import { Client } from '../../apps/cli/client.ts';
import { FtsImport } from '../../apps/cli/import/fts-import.ts';
import { START } from '#event-store';
import type { StoredEvent } from '#kernel';
import { tellBroadHistory } from '../support/broad-history.ts';
import { sharedData } from '../support/shared-data.ts';
import { Party, ServedBook, SetClock } from '../support/served-book.ts';
import { figuresOfCoverage } from './coverage.ts';
import {
  figuresOfProgress,
  figuresOfRecord,
  figuresOfRecords,
  figuresOfTotals,
  lineOf,
  type Asked,
  type Figure,
  type FiguresOf,
} from './figures.ts';
import { recount, type Row, type World } from './recount.ts';
import { sumsOf, type Money } from './sums.ts';
import { promiseMuch } from './story.ts';

const PROGRAMME = 'UN75';
const files = sharedData('fts', '.json');
const describeImported = files ? describe : describe.skip;

/** Views of a partnership or a programme whose every figure is counted again: one line each. */
const VIEWS: Readonly<Record<string, FiguresOf>> = {
  'ledger/totals': figuresOfTotals,
  coverage: figuresOfCoverage,
  records: figuresOfRecords,
  progress: figuresOfProgress,
};
/** Before and after the second half of the import, and on days in between. */
const MOMENTS = [
  {},
  { effective: '2020-06-30' },
  { asOf: '2021-02-15' },
  { asOf: '2021-02-15T00:00:00Z', effective: '2020-03-31' },
] as const;
type Moment = { readonly asOf?: string; readonly effective?: string };
const TODAY = '2022-01-10';

/** So many figures have their rows opened: as of another moment each answer folds the history. */
const OPENED = { now: 400, then: 8 };
/** Spread over all of them. */
const some = <T>(list: readonly T[], most: number): T[] =>
  list.filter((_, i) => i % Math.max(1, Math.ceil(list.length / most)) === 0);

describeImported('every figure is what its rows add up to', () => {
  const clock = new SetClock('2021-02-01T09:00:00Z');
  let served: ServedBook;
  let aid: string;
  let events: StoredEvent[];

  /** FTS of one country, then of the other; what participants promise in the same book; mergers; other books. */
  beforeAll(async () => {
    served = await ServedBook.open(clock);
    const ocha = await served.party('OCHA');
    const scope = { places: ['TR', '145', '419', 'LB', 'CO'], sdgTargets: ['9.c', '2.1'] };
    const says = { title: 'Aid', problem: 'P', scope, programme: PROGRAMME, effectiveOn: '2019-12-01' };
    aid = (await ocha.done('/v1/partnerships', says)).body.ids.partnership;
    await ocha.done(`/v1/partnerships/${aid}/grant-mandate`, { organisation: ocha.id, source: 'fts' });
    const client = new Client(served.server.url, ocha.token ?? '');
    const [first = [], second = []] = ['-1-', '-114-'].map((id) =>
      (files ?? []).filter(({ name }) => name.includes(`locationid${id}`)),
    );
    await new FtsImport(client, { partnership: aid }).run(first);
    clock.set('2021-03-01T09:00:00Z');
    await new FtsImport(client, { partnership: aid }).run([...first, ...second]);
    await promiseMuch(served, { aid, clock, convener: ocha });
    const { itu } = await tellBroadHistory(served);
    const { id: programme } = (await served.anybody().ask(`/v1/programmes/${PROGRAMME}`)).body;
    await itu.done(`/v1/partnerships/${aid}/admit-partnership`, { programme, effectiveOn: '2019-12-02' });
    await mergeSome();
    clock.set(`${TODAY}T09:00:00Z`);
    await served.settled();
    events = await allEvents();
  }, 180_000);
  afterAll(() => served.close());

  async function allEvents(): Promise<StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (let after = START, end = false; !end;) {
      const page = await served.book.store.readAll({ after });
      found.push(...page.events);
      ({ complete: after, end } = page);
    }
    return found;
  }

  /** Of those with the most rows, two merge into a third, which is dissolved in favour of a fourth. */
  async function mergeSome(): Promise<void> {
    const { rows } = recount(await allEvents(), { date: TODAY });
    const named = rows.filter(
      ({ organisation, partnership }) => organisation !== 'not-stated' && partnership === aid,
    );
    const [a, b, c, d] = [...Map.groupBy(named, ({ organisation }) => organisation)]
      .sort(([, one], [, other]) => other.length - one.length)
      .map(([organisation]) => organisation) as [string, string, string, string];
    const end = async (
      organisation: string,
      body: { readonly change: string; readonly successor: string; readonly effectiveOn?: string },
    ) => {
      const token = await served.book.issuer.issue({ person: 'per_x', organisation, roles: ['participant'] });
      const path = `/v1/organisations/${organisation}/change-organisation`;
      await new Party(served.server.url, organisation, token).done(path, body);
      const { successor, effectiveOn } = body;
      const taken = await served.book.issuer.issue({
        person: 'per_x',
        organisation: successor,
        roles: ['participant'],
      });
      await new Party(served.server.url, successor, taken).done(
        `/v1/organisations/${organisation}/accept-succession`,
        effectiveOn === undefined ? {} : { effectiveOn },
      );
    };
    await end(a, { change: 'merged', successor: c, effectiveOn: '2020-05-01' });
    await end(b, { change: 'merged', successor: c, effectiveOn: '2020-09-01' });
    await end(c, { change: 'dissolved', successor: d });
  }

  const ask = async (path: string, moment: Moment) => {
    const query = new URLSearchParams(moment as Record<string, string>);
    const answer = await served.anybody().ask(`${path}${path.includes('?') ? '&' : '?'}${query}`);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  };
  const worldOf = ({ asOf, effective }: Moment): World => {
    const instant = asOf?.length === 10 ? `${asOf}T23:59:59.999Z` : asOf?.replace('Z', '.000Z');
    const date = effective ?? asOf?.slice(0, 10) ?? TODAY;
    return recount(events, { date, ...(instant === undefined ? {} : { asOf: instant }) });
  };

  /** Every page of a ledger. */
  async function rowsListed(
    ledger: string,
    moment: Moment,
  ): Promise<{ commitment: string; money: { promised?: Money } }[]> {
    const found = [];
    for (let cursor = '', more = true; more;) {
      const { rows, next } = await ask(`${ledger}&limit=1000${cursor}`, moment);
      found.push(...rows);
      more = next !== undefined;
      cursor = `&cursor=${next}`;
    }
    return found;
  }
  const idsOf = (rows: readonly { commitment: string }[]) => rows.map(({ commitment }) => commitment).sort();
  const promisedIn = (rows: readonly Row[]) => sumsOf(rows.map(({ promised }) => promised));

  /** Each is what is counted again; and its ledger lists those rows, and they promise what is counted. */
  async function expectReconciled(figures: readonly Figure[], moment: Moment): Promise<void> {
    const by = (of: (figure: Figure) => unknown) =>
      Object.fromEntries(figures.map((one) => [one.name, of(one)]));
    expect(by(({ told }) => told)).toEqual(by(({ counted }) => counted));
    const most = moment.asOf === undefined && moment.effective === undefined ? OPENED.now : OPENED.then;
    const opened = some(
      figures.filter(({ ledger }) => ledger !== undefined),
      most,
    );
    for (const { name, ledger = '', rows } of opened) {
      const listed = await rowsListed(ledger, moment);
      expect([name, idsOf(listed)]).toEqual([name, idsOf(rows)]);
      expect(sumsOf(listed.map(({ money }) => money.promised))).toEqual(promisedIn(rows));
    }
  }

  it('stands on something', () => {
    const { rows, partnerships, successors } = worldOf({});
    const has = (holds: (row: Row) => unknown) => rows.some((row) => holds(row));
    expect([rows.length > 900, partnerships.length, successors.size]).toEqual([true, 3, 4]);
    const kinds: ((row: Row) => unknown)[] = [
      ({ staleness }) => staleness === 'late',
      ({ staleness }) => staleness === 'silent',
      ({ status }) => status === 'suspended',
      ({ status }) => status === 'superseded',
      ({ status }) => status === 'rejected',
      ({ places }) => places.some(({ percentage }) => percentage),
      ({ places }) => places.length > 1 && !places[0]?.percentage,
      ({ sdgTargets }) => sdgTargets.length > 1,
      ({ corroborated }) => corroborated,
      ({ disputed }) => disputed,
      ({ observedAttributed }) => observedAttributed,
      ({ links, promised }) => links.promise && promised,
      ({ links, disbursed }) => links.payments && disbursed.length,
      ({ links }) => links.successor,
      ({ milestones }) => milestones.late,
      ({ spent }) => spent.length,
      ({ progress }) => progress.some(({ reports }) => reports.some((report) => report.includes('>'))),
      ({ progress }) => progress.some(({ expected, reported }) => expected && !reported),
    ];
    expect(kinds.filter((holds) => !has(holds)).map(String)).toEqual([]);
    expect(worldOf(MOMENTS[2]).rows.length).toBeLessThan(rows.length / 2);
  });

  describe.each(MOMENTS)('%j', (moment) => {
    it.each(Object.keys(VIEWS))(
      'in a partnership: %s',
      async (view) => {
        const world = worldOf(moment);
        for (const book of world.partnerships) {
          const rows = world.rows.filter(({ partnership }) => partnership === book.id);
          const asked: Asked = { books: [book], rows, world };
          const answer = await ask(`/v1/partnerships/${book.id}/${view}`, moment);
          await expectReconciled(VIEWS[view]?.(answer, asked) ?? [], moment);
        }
      },
      300_000,
    );

    it.each(Object.keys(VIEWS))(
      'in a programme: %s',
      async (view) => {
        const world = worldOf(moment);
        const books = world.partnerships.filter(({ programme }) => programme === PROGRAMME);
        const rows = world.rows.filter(({ partnership }) => books.some(({ id }) => id === partnership));
        const answer = await ask(`/v1/programmes/${PROGRAMME}/${view}`, moment);
        await expectReconciled(VIEWS[view]?.(answer, { books, rows, world }) ?? [], moment);
      },
      300_000,
    );

    it('in the record of an organisation and its predecessors', async () => {
      const world = worldOf(moment);
      const inLine = [...world.successors.values()].filter((one) => !world.successors.has(one));
      const participants = [...(world.partnerships.at(-1)?.participants ?? [])];
      for (const organisation of [...inLine, ...some(participants, 2)]) {
        const line = lineOf(organisation, world);
        const rows = world.rows.filter((row) => line.has(row.organisation));
        const answer = await ask(`/v1/organisations/${organisation}/record`, moment);
        const asked = { books: world.partnerships, rows, world };
        await expectReconciled(figuresOfRecord(answer, asked), moment);
      }
    }, 300_000);
  });

  it('narrowed down to a theme, a place, a promise or a staleness, too', async () => {
    const world = worldOf({});
    const books = world.partnerships.filter(({ id }) => id === aid);
    const own = world.rows.filter(({ partnership }) => partnership === aid);
    const narrowed: [string, (row: Row) => boolean][] = [
      ['theme=Water', ({ theme }) => theme === 'Water'],
      ['place=CO', ({ places }) => places.some(({ place }) => place === 'CO')],
      ['promise=pledge', ({ promise }) => promise === 'pledge'],
      ['staleness=late', ({ staleness }) => staleness === 'late'],
    ];
    for (const [query, holds] of narrowed) {
      const rows = own.filter(holds);
      const answer = await ask(`/v1/partnerships/${aid}/coverage?${query}`, {});
      await expectReconciled(figuresOfCoverage(answer, { books, rows, world }), {});
    }
  }, 300_000);
});
