import {
  Catch,
  Controller,
  Get,
  Inject,
  ServiceUnavailableException,
  UseFilters,
  type ArgumentsHost,
  type ExceptionFilter,
  type Type,
} from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import type { RelayStatus } from '#kafka';
import { outboxStatus } from '#outbox';
import type { ProjectionStatus } from '#projection';
import type { OpenedStore } from '../opened-store.ts';
import { clockTrouble } from '../store-clock.ts';
import { HeadsSeen } from './heads-seen.ts';

/** How long the event store may take to answer, in milliseconds. */
const PATIENCE = 5_000;
/** What is said of a store that does not answer: the driver's own words stay in the log. */
const SILENT = 'does not answer';

/** What is up and what is not, once: terminus says each of them twice more. */
const brief = ({ status, details }: HealthCheckResult) => ({ status, details });

/** Not ready is an answer too: it is sent as it is, and is no error to be logged. */
@Catch(ServiceUnavailableException)
class UnreadyFilter implements ExceptionFilter {
  catch(unready: ServiceUnavailableException, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply
      .status(unready.getStatus())
      .header('retry-after', '1')
      .send(brief(unready.getResponse() as HealthCheckResult));
  }
}

/** A view that stopped, or that nobody keeps up, is down; one that is built for the first time is on its way. */
function healthOf(
  indicators: HealthIndicatorService,
  { name, position, failed }: ProjectionStatus,
  heads: HeadsSeen,
): HealthIndicatorResult {
  const view = indicators.check(name);
  if (failed) return view.down({ message: 'stopped', event: failed.eventId });
  if (position !== undefined && heads.isLate(position)) return view.down({ message: 'is behind the events' });
  return position === undefined ? view.degraded({ message: 'is being built' }) : view.up();
}

/** How the relay to Kafka stands; undefined: it does not run here. */
export type AskRelay = () => Promise<RelayStatus | undefined>;

/** Alive: the process answers. Ready: the event store answers, and every view and the outbox are kept up. */
export function healthController(opened: OpenedStore, relay: AskRelay = async () => undefined): Type {
  @Controller()
  @UseFilters(UnreadyFilter)
  class HealthController {
    /** While it is being looked, whoever asks is told the same: nobody's asking is counted here. */
    private looking: Promise<HealthCheckResult> | undefined;
    private readonly heads = new HeadsSeen();

    constructor(
      @Inject(HealthCheckService) readonly health: HealthCheckService,
      @Inject(HealthIndicatorService) readonly indicators: HealthIndicatorService,
    ) {}

    @Get('healthz')
    alive() {
      return { status: 'ok' };
    }

    @Get('readyz')
    @HealthCheck()
    async ready() {
      this.looking ??= this.look().finally(() => (this.looking = undefined));
      return brief(await this.looking);
    }

    private look(): Promise<HealthCheckResult> {
      const store = this.indicators
        .check('event-store')
        .attempt(async () => {
          const head = await opened.store.head().catch(() => Promise.reject(new Error(SILENT)));
          this.heads.note(head);
        })
        .withTimeout(PATIENCE);
      return this.health.check([
        store,
        () => this.clock(),
        () => this.views(),
        () => this.outbox(),
        () => this.kafka(),
      ]);
    }

    /** Where it is wrong commands are refused, and everything else is answered. */
    private async clock(): Promise<HealthIndicatorResult> {
      const wrong = await clockTrouble(opened).catch(() => undefined);
      const clock = this.indicators.check('clock');
      return wrong ? clock.down({ message: wrong.message }) : clock.up();
    }

    private async outbox(): Promise<HealthIndicatorResult> {
      try {
        return healthOf(this.indicators, await outboxStatus(opened.outbox), this.heads);
      } catch {
        return this.indicators.check('outbox').down({ message: SILENT });
      }
    }

    /** Told, and never down: where Kafka is away, everything else is answered as well as ever. */
    private async kafka(): Promise<HealthIndicatorResult> {
      const status = await relay().catch(() => undefined);
      return status ? this.indicators.check('kafka').up({ ...status }) : {};
    }

    private async views(): Promise<HealthIndicatorResult> {
      try {
        const statuses = await opened.checkpoints.status();
        return Object.assign({}, ...statuses.map((status) => healthOf(this.indicators, status, this.heads)));
      } catch {
        return this.indicators.check('views').down({ message: SILENT });
      }
    }
  }
  return HealthController;
}

const answers = (description: string) => ({
  description,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['status'],
        properties: {
          status: { type: 'string', enum: ['ok', 'degraded', 'error', 'shutting_down'] },
          details: { type: 'object', additionalProperties: { type: 'object' } },
        },
      },
    },
  },
});
/** The operations of this controller, for OpenAPI. */
export const HEALTH_PATHS = {
  '/healthz': {
    get: {
      operationId: 'IsAlive',
      tags: ['health'],
      summary: 'Whether the process answers.',
      responses: { 200: answers('It does') },
    },
  },
  '/readyz': {
    get: {
      operationId: 'IsReady',
      tags: ['health'],
      summary:
        'Whether the event store answers and every view and the outbox are kept up, with details of each.',
      responses: { 200: answers('Ready'), 503: answers('Not ready: `details` say what is down, and why') },
    },
  },
};
