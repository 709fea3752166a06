import { AsyncLocalStorage } from 'node:async_hooks';
import { hash } from 'node:crypto';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Link,
  type Span,
} from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  ParentBasedSampler,
  RandomIdGenerator,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { observed, type Cause, type CommandTook, type PageTook } from '#kernel';
import { traceOf } from '../http/request-log.ts';
import { codeLabel, commandLabel, isNamed, methodLabel, routeLabel, statusLabel } from './labels.ts';

/** So long after an event was recorded, in milliseconds, what folds it is part of its story; a rebuild is not. */
const RECENT = 60_000;

/** A request that belongs to no trace begins one, named as its correlation id is where that is a UUID: the log has the same. */
const traceIdOf = (correlationId: string): string | undefined => {
  const id = correlationId.replaceAll('-', '').toLowerCase();
  return /^(?!0{32})[0-9a-f]{32}$/.test(id) ? id : undefined;
};
/** By which whoever folds a command's events, in whatever process, knows its span: nothing more is stored for it. */
const spanIdOf = (commandId: string): string => hash('sha256', commandId).slice(0, 16);

/** Ids as they come, but for the next span, of which it is said. */
class Ids extends RandomIdGenerator {
  next: { trace?: string | undefined; span?: string | undefined } = {};
  override generateTraceId = (): string => this.next.trace ?? super.generateTraceId();
  override generateSpanId = (): string => this.next.span ?? super.generateSpanId();
}

/** Spans of requests, commands, appends and projections. They say what `labels.ts` lets them, and nothing that a caller sent. */
export class Traces {
  private readonly requests = new AsyncLocalStorage<Span>();
  private readonly ids = new Ids();
  private readonly provider: TracerProvider;
  private readonly ends: (() => void)[];

  constructor(processor: SpanProcessor) {
    this.provider = new TracerProvider({
      resource: defaultResource()
        .merge(resourceFromAttributes({ 'service.name': 'pledgebook' }))
        .merge(detectResources({ detectors: [envDetector] })),
      sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
      idGenerator: this.ids,
      spanProcessors: [processor],
    });
    this.ends = [
      observed.command.hear((took) => this.command(took)),
      observed.page.hear((took) => this.projection(took)),
    ];
  }

  /** Makes a span of each request, in the caller's trace where it names one (`traceparent`). */
  hook(fastify: FastifyInstance): void {
    const under = new WeakMap<FastifyRequest, Span>();
    fastify.addHook('onRequest', (request, _, done) => {
      under.set(request, this.request(request));
      done();
    });
    // Not before: who reads the body comes back in a context of its own.
    fastify.addHook('preHandler', (request, _, done) => {
      const span = under.get(request);
      if (span) this.requests.run(span, done);
      else done();
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      const span = under.get(request);
      span?.setAttribute('pledgebook.status', statusLabel(reply.statusCode));
      if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
      done();
    });
  }

  /** Sends what is left. */
  async close(): Promise<void> {
    for (const end of this.ends) end();
    await this.provider.shutdown();
  }

  private get tracer() {
    return this.provider.getTracer('pledgebook');
  }

  private request({ headers, id, method, routeOptions }: FastifyRequest): Span {
    const caller = traceOf(headers);
    const parent = caller ? trace.setSpanContext(ROOT_CONTEXT, { ...caller, isRemote: true }) : ROOT_CONTEXT;
    const route = routeLabel(routeOptions.url);
    const attributes = { 'http.request.method': methodLabel(method), 'http.route': route };
    const options = { kind: SpanKind.SERVER, attributes };
    return this.named({ trace: traceIdOf(id) }, () =>
      this.tracer.startSpan(`${methodLabel(method)} ${route}`, options, parent),
    );
  }

  private command({ name, commandId, error, appends, began, ended }: CommandTook): void {
    if (commandLabel(name) === undefined) return;
    const request = this.requests.getStore();
    const parent = request ? trace.setSpan(ROOT_CONTEXT, request) : ROOT_CONTEXT;
    const [command, code] = [commandLabel(name), codeLabel(name, error)];
    const attributes = { 'pledgebook.command': command, 'pledgebook.code': code };
    const span = this.named({ span: commandId === undefined ? undefined : spanIdOf(commandId) }, () =>
      this.tracer.startSpan(`command ${command}`, { attributes, startTime: began }, parent),
    );
    const own = trace.setSpan(ROOT_CONTEXT, span);
    for (const append of appends)
      this.tracer.startSpan('append', { startTime: append.began }, own).end(append.ended);
    span.end(ended);
  }

  /** A page may hold the events of many commands: its span is in no trace of theirs, and links to each. */
  private projection({ projections, events, causes, began, ended }: PageTook): void {
    const links = new Map(causes.map((cause) => [cause.commandId, linkTo(cause, ended)]));
    const known = [...links.values()].filter((link) => link !== undefined);
    if (known.length === 0) return;
    const attributes = { 'pledgebook.projections': [...projections], 'pledgebook.events': events };
    const options = { attributes, links: known, startTime: began, root: true };
    this.tracer.startSpan('projection', options).end(ended);
  }

  private named(ids: Ids['next'], make: () => Span): Span {
    this.ids.next = ids;
    const span = make();
    this.ids.next = {};
    return span;
  }
}

function linkTo({ type, recordedAt, correlationId, commandId }: Cause, now: number): Link | undefined {
  const traceId = traceIdOf(correlationId);
  if (traceId === undefined || !isNamed(type) || now - Date.parse(recordedAt) > RECENT) return undefined;
  return { context: { traceId, spanId: spanIdOf(commandId), traceFlags: TraceFlags.SAMPLED } };
}
