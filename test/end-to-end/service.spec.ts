import fc from 'fast-check';
import { tellBroadHistory, type BroadHistory } from '../support/broad-history.ts';
import { ServedBook } from '../support/served-book.ts';

// A service as anybody may write it who has read libs/contracts/README.md, and nothing else of ours.
interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly sequence: string;
  readonly data: {
    readonly commitment?: string;
    readonly state?: { readonly organisation: string; readonly status: string };
  };
}
interface Page {
  readonly events: readonly CloudEvent[];
  readonly next: string;
  readonly end: boolean;
}

/** What it keeps through a crash: one write after another, in no transaction. */
class Kept {
  next: string | undefined;
  readonly seen = new Set<string>();
  readonly states = new Map<string, { readonly organisation: string; readonly status: string }>();
  /** The last number of each partnership. */
  readonly counted = new Map<string, number>();

  openPromises(): Record<string, number> {
    const open: Record<string, number> = {};
    for (const { organisation, status } of this.states.values())
      if (status === 'open') open[organisation] = (open[organisation] ?? 0) + 1;
    return open;
  }
}
class Crash extends Error {}

class Service {
  constructor(
    private readonly url: string,
    private readonly kept: Kept,
    /** Says before each write whether the process dies there. */
    private readonly dies: () => boolean = () => false,
  ) {}

  /** Asks page after page, until there is nothing more. */
  async catchUp({ limit = 100, wait = 0, types = [] as readonly string[] } = {}): Promise<void> {
    for (let end = false; !end;) {
      const query = new URLSearchParams({ limit: String(limit), wait: String(wait) });
      for (const type of types) query.append('type', type);
      if (this.kept.next !== undefined) query.set('after', this.kept.next);
      const answer = await fetch(`${this.url}/v1/events?${query}`);
      const page = (await answer.json()) as Page;
      for (const event of page.events) this.take(event);
      this.write(() => (this.kept.next = page.next));
      end = page.end;
    }
  }

  private take({ id, source, sequence, data }: CloudEvent): void {
    if (this.kept.seen.has(`${source} ${id}`)) return;
    const { commitment, state } = data;
    if (commitment !== undefined && state) this.write(() => this.kept.states.set(commitment, state));
    this.write(() => {
      const last = this.kept.counted.get(source) ?? 0;
      if (Number(sequence) !== last + 1) throw new Error(`${source}: ${sequence} follows ${last}`);
      this.kept.counted.set(source, last + 1);
      this.kept.seen.add(`${source} ${id}`);
    });
  }

  private write(change: () => void): void {
    if (this.dies()) throw new Crash();
    change();
  }
}

describe('a service that polls the public feed', () => {
  let served: ServedBook;
  let history: BroadHistory;
  beforeAll(async () => {
    served = await ServedBook.open();
    history = await tellBroadHistory(served);
    await served.settled();
  });
  afterAll(() => served.close());

  const base = () => `/v1/partnerships/${history.other}`;
  const url = () => served.server.url;
  /** What the ledgers say of the same. */
  async function openInLedgers(): Promise<Record<string, number>> {
    const open: Record<string, number> = {};
    const { rows: partnerships } = (await served.anybody().ask('/v1/partnerships?limit=1000')).body;
    for (const { partnership } of partnerships) {
      const path = `/v1/partnerships/${partnership}/ledger?limit=1000&status=open`;
      for (const { organisation } of (await served.anybody().ask(path)).body.rows)
        open[organisation] = (open[organisation] ?? 0) + 1;
    }
    return open;
  }

  it('comes to what the ledgers say, wherever it crashes and however often', async () => {
    const expected = await openInLedgers();
    expect(Object.keys(expected).length).toBeGreaterThan(2);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 250 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 60 }),
        async (lives, limit) => {
          const kept = new Kept();
          for (const writes of lives) {
            let left = writes;
            await new Service(url(), kept, () => left-- === 0).catchUp({ limit }).catch(refuseOtherThanCrash);
          }
          await new Service(url(), kept).catchUp({ limit });
          expect(kept.openPromises()).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  }, 300_000);

  it('counts each partnership without a gap, whatever it may not see', async () => {
    const kept = new Kept();
    const service = new Service(url(), kept);
    await service.catchUp();
    const before = kept.counted.get(base());
    const { gsma, unicef } = history;
    await gsma.done(`${base()}/make-commitment`, { statement: 'Before', kind: 'policy' });
    await gsma.done(`${base()}/propose`, { proposal: 'unseen', subject: 'goal', text: 'A goal' });
    await gsma.done(`${base()}/invite-participant`, {
      invitation: 'unseen',
      organisation: unicef.id,
      canActOn: 'Schools',
    });
    await gsma.done(`${base()}/make-commitment`, { statement: 'After', kind: 'policy' });
    await served.settled();
    await service.catchUp();
    expect(kept.counted.get(base())).toBe(Number(before) + 2);
    const { rows } = (await gsma.ask(`${base()}/timeline?limit=1000`)).body;
    const types = rows.map(({ type }: { type: string }) => type).slice(-4);
    expect(types).toEqual(['CommitmentMade', 'ProposalMade', 'ParticipantInvited', 'CommitmentMade']);
  });

  it('is told of what comes while it waits, once', async () => {
    const kept = new Kept();
    const service = new Service(url(), kept);
    await service.catchUp();
    const { gsma } = history;
    const before = kept.openPromises()[gsma.id] ?? 0;
    const told = service.catchUp({ wait: 20 });
    await gsma.done(`${base()}/make-pledge`, { statement: 'Soon', kind: 'policy' });
    await told;
    await service.catchUp();
    expect(kept.openPromises()[gsma.id]).toBe(before + 1);
  });

  it('would see that something is missing', async () => {
    const service = new Service(url(), new Kept());
    await expect(service.catchUp({ types: ['pledgebook.commitment-made.v1'] })).rejects.toThrow('follows');
  });
});

function refuseOtherThanCrash(error: unknown): void {
  if (!(error instanceof Crash)) throw error;
}
