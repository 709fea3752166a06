import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { ServedBook, type Party } from '../support/served-book.ts';
import { runs } from '../laws/runs.ts';

/** In what is said quietly, and nowhere else. */
const MARK = 'hush4711';
const scope = { places: ['CO'], sdgTargets: [] };
const promise = { statement: 'S', kind: 'policy' };

/** A span as OTLP has it, in JSON. */
interface Sent {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** Takes spans as a collector does. */
class Collector {
  readonly texts: string[] = [];
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Collector> {
    const server = createServer(async (request, response) => {
      const body = await request.setEncoding('utf8').reduce((all: string, some: string) => all + some, '');
      collector.texts.push(`${request.method} ${request.url} ${body}`);
      response.setHeader('content-type', 'application/json').end('{}');
    });
    const collector = new Collector(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return collector;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  get spans(): Sent[] {
    return this.texts.flatMap((text) => {
      const { resourceSpans } = JSON.parse(text.slice('POST /v1/traces '.length)) as {
        resourceSpans: { scopeSpans: { spans: Sent[] }[] }[];
      };
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
    });
  }
  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** By series, name and labels together, as Prometheus reads them (text format 0.0.4). */
function seriesIn(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, series = '', value] =
        /^([a-z_][a-z_0-9]*(?:\{(?:[a-z_]+="[^"\\]*",?)*\})?) (\S+)$/i.exec(line) ?? [];
      expect([line, series]).not.toEqual([line, '']);
      return [series, Number(value)];
    }),
  );
}
/** Without what tells of time and of the process. */
const counts = (series: ReadonlyMap<string, number>): Map<string, number> =>
  new Map(
    [...series].filter(([name]) => name.startsWith('pledgebook_') && !/seconds_(bucket|sum)|lag/.test(name)),
  );

/** One book, of which somebody says something, quietly or not, and what is seen of it. */
interface Speaking {
  readonly a: Party;
  readonly b: Party;
  readonly base: string;
}
async function seen(say: (speaking: Speaking) => Promise<void>) {
  const collector = await Collector.open();
  const environment = { PLEDGEBOOK_METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const served = await ServedBook.open(undefined, { environment });
  try {
    const [a, b] = [await served.party('A'), await served.party('B')];
    const { ids } = (await a.done('/v1/partnerships', { title: 'T', problem: 'P', scope })).body;
    const base = `/v1/partnerships/${ids.partnership}`;
    await a.done(`${base}/open-call`, { call: 'c', text: 'Come' });
    await b.done(`${base}/join-partnership`, { priorities: ['P'] });
    await served.settled();
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    await a.done(`${base}/make-commitment`, promise, { traceparent });
    await a.give(`${base}/make-commitment`, { ...promise, kind: 'none' });
    await say({ a, b, base });
    await served.settled();
    const metrics = await (await fetch(served.server.metricsUrl ?? '')).text();
    return { metrics, collector, ids, a, b };
  } finally {
    await served.close();
    collector.close();
  }
}
/** Something is said, read and taken back: quietly, and on the partnership as anybody may. */
const quietly = async ({ a, b, base }: Speaking) => {
  const said = { text: MARK, audience: { to: 'participants' } };
  const { disclosure } = (await b.done(`${base}/disclose-constraint`, said)).body.ids;
  expect((await a.ask(`${base}/disclosures/${disclosure}`)).text).toContain(MARK);
  await b.done(`${base}/disclosures/${disclosure}/retract-disclosure`);
};
const openly = async ({ a, b, base }: Speaking) => {
  await b.done(`${base}/flag-missing-voice`, { voice: 'v', who: 'Farmers', why: 'Theirs is the lake' });
  await a.ask(`${base}/timeline`);
  await b.done(`${base}/resolve-missing-voice`, { voice: 'v', how: 'joined' });
};

/** Something drawn, on a partnership: what is on a disclosure is on the last one that stands. */
const SAYINGS = ['constraint', 'interest', 'incentive', 'answer', 'retract', 'read', 'wrong'] as const;
const drawn = fc.array(
  fc.record({ what: fc.constantFrom(...SAYINGS), byA: fc.boolean(), toAll: fc.boolean() }),
  { minLength: 4, maxLength: 12 },
);
type Drawn = ReturnType<typeof drawn.generate>['value'];

/** Everything that was drawn, said quietly. @returns what each came to */
const allQuietly =
  (sayings: Drawn, came: string[]) =>
  async ({ a, b, base }: Speaking) => {
    const stands: { readonly path: string; readonly owner: Party }[] = [];
    for (const [n, { what, byA, toAll }] of sayings.entries()) {
      const [by, other] = byA ? [a, b] : [b, a];
      const { path, owner } = stands.at(-1) ?? { path: undefined, owner: by };
      const send = async (party: Party, method: string, to: string, body?: object) => {
        const answer = await party.send(method, to, body ? { body } : {});
        came.push(`${party === a} ${method} ${answer.status < 400 ? 'done' : answer.status}`);
        return answer;
      };
      if (what === 'wrong') await send(by, 'POST', `${base}/disclose-constraint`, {});
      else if (what === 'read' && path) await send(by, 'GET', path);
      else if (what === 'retract' && path)
        await send(stands.pop()?.owner ?? by, 'POST', `${path}/retract-disclosure`, {});
      else if (what === 'answer' && path)
        await send(owner === a ? b : a, 'POST', `${path}/answer-disclosure`, { answer: `a${n}`, text: MARK });
      else {
        const kind = what === 'interest' || what === 'incentive' ? what : 'constraint';
        const audience = toAll ? { to: 'participants' } : { to: 'named', organisations: [other.id] };
        const { body } = await send(by, 'POST', `${base}/disclose-${kind}`, { text: MARK, audience });
        stands.push({ path: `${base}/disclosures/${body.ids.disclosure}`, owner: by });
      }
    }
  };
/** As much of it, by the same, said as anybody may. */
const allOpenly =
  (came: readonly string[]) =>
  async ({ a, b, base }: Speaking) => {
    for (const [n, one] of came.entries()) {
      const [byA, method, status] = one.split(' ');
      const by = byA === 'true' ? a : b;
      const voice = status === 'done' ? { voice: `v${n}`, who: 'Farmers', why: 'Theirs is the lake' } : {};
      if (method === 'GET') await by.ask(`${base}/timeline`);
      else await by.give(`${base}/flag-missing-voice`, voice);
    }
  };

describe('what is seen from outside', () => {
  type Seen = Awaited<ReturnType<typeof seen>>;
  /** No text and no id of anybody. */
  const expectSilence = ({ metrics, collector, ids, a, b }: Seen) => {
    const all = metrics + collector.texts.join('\n');
    const marks = [MARK, 'dsc_', 'ptn_', 'cmt_', 'cmd_', 'evt_', 'org_', 'per_', ids.partnership, a.id, b.id];
    expect(marks.filter((mark) => all.includes(mark))).toEqual([]);
  };
  /** What was said quietly in one book and openly in the other is seen alike. */
  const expectAlike = (one: Seen, other: Seen) => {
    const shape = ({ collector: { spans } }: Seen) =>
      spans
        .filter(({ name }) => name !== 'projection')
        .map(({ name, attributes, parentSpanId }) =>
          JSON.stringify([name, attributes, parentSpanId !== undefined]),
        )
        .sort();
    expect(shape(one)).toEqual(shape(other));
    const linked = ({ collector: { spans } }: Seen) => spans.flatMap(({ links = [] }) => links).length;
    expect(linked(one)).toBe(linked(other));
    const given = ({ metrics }: Seen) =>
      [...counts(seriesIn(metrics))].filter(([name]) => /commands|command_|http/.test(name));
    expect(given(one)).toEqual(given(other));
  };
  let [quiet, open, without] = [] as Seen[] as [Seen, Seen, Seen];
  beforeAll(async () => {
    quiet = await seen(quietly);
    open = await seen(openly);
    without = await seen(async () => undefined);
  }, 300_000);

  it('counts commands by what came of them, batches, pages, requests and how far views are', () => {
    const series = seriesIn(without.metrics);
    expect(Object.fromEntries(series)).toMatchObject({
      'pledgebook_commands_total{command="MakeCommitment",code="done"}': 1,
      'pledgebook_commands_total{command="MakeCommitment",code="invalid-input"}': 1,
      'pledgebook_commands_total{command="other",code="done"}': 3,
      'pledgebook_command_seconds_count{command="MakeCommitment"}': 2,
      pledgebook_append_batch_size_count: expect.any(Number),
      'pledgebook_projection_lag_events{projection="ledger"}': 0,
      'pledgebook_projection_lag_seconds{projection="ledger"}': 0,
      'pledgebook_projection_stopped{projection="ledger"}': 0,
      'pledgebook_http_request_seconds_count{method="POST",route="/v1/partnerships/:partnership",status="2xx"}': 3,
      process_resident_memory_bytes: expect.any(Number),
    });
  });

  it('follows a request, in the caller’s trace, through its command and its append to what folds it', () => {
    const { spans } = without.collector;
    const command = spans.find(({ name }) => name === 'command MakeCommitment');
    const by = (id: string | undefined) => spans.find(({ spanId }) => spanId === id);
    expect(command?.traceId).toBe('ab'.repeat(16));
    expect(by(command?.parentSpanId)).toMatchObject({
      name: 'POST /v1/partnerships/:partnership',
      traceId: 'ab'.repeat(16),
      parentSpanId: 'cd'.repeat(8),
    });
    const append = spans.find(({ parentSpanId }) => parentSpanId === command?.spanId);
    expect(append).toMatchObject({ name: 'append', traceId: 'ab'.repeat(16) });
    const { traceId, spanId } = command ?? {};
    const folded = spans.find(({ links = [] }) => links.some((link) => link.spanId === spanId));
    expect(folded).toMatchObject({ name: 'projection', links: [{ traceId, spanId }] });
  });

  it('has no text and no id of anybody in any metric or span, and every label is of a closed set', () => {
    for (const one of [quiet, open]) expectSilence(one);
  });

  it('is the same whether something was said quietly, but for counts that everybody’s commands have', () => {
    const [more, less] = [counts(seriesIn(quiet.metrics)), counts(seriesIn(without.metrics))];
    const everybodys = /^pledgebook_(command\w+\{command="other"|append_batch|http_request)/;
    const differing = [...more.keys(), ...less.keys()].filter((one) => more.get(one) !== less.get(one));
    expect(differing).not.toEqual([]);
    expect(differing.filter((one) => !everybodys.test(one))).toEqual([]);
  });

  it('does not tell what is said quietly from what anybody says on a partnership', () => {
    expectAlike(quiet, open);
  });

  it('is so whatever is said quietly, by whom and to whom, wrongly, too', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (sayings) => {
        const came: string[] = [];
        const hushed = await seen(allQuietly(sayings, came));
        expect(came).toHaveLength(sayings.length);
        const aloud = await seen(allOpenly(came));
        expectSilence(hushed);
        expectAlike(hushed, aloud);
      }),
      { numRuns: runs(1), endOnFailure: true },
    );
  }, 300_000);

  it('is drawn by a dashboard that names only what there is', () => {
    const dashboard = readFileSync(join(import.meta.dirname, '../../.config/grafana-dashboard.json'), 'utf8');
    const named = dashboard.match(/\b(pledgebook|process|nodejs)_\w+/g) ?? [];
    const there = new Set([...quiet.metrics.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name]) => name));
    const base = (name: string) => (there.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''));
    expect(named.filter((name) => !there.has(base(name)))).toEqual([]);
    const ours = [...there].filter((name) => name?.startsWith('pledgebook_'));
    expect(ours.filter((name) => !named.some((one) => base(one) === name))).toEqual([]);
  });
});
