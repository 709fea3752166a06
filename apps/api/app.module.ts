import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import type { Logger } from 'pino';
import type { TargetSettings } from '#webhooks';
import {
  CommandRunner,
  CommandMessageHandler,
  QueryMessageHandler,
  refuseDuplicates,
  type AnyQuery,
} from '#cqrs';
import { OpaqueTokens } from '#sealing';
import type { OpenedStore } from './opened-store.ts';
import { commands } from '#domain';
import { commandsController } from './http/commands.controller.ts';
import { webhooksController } from './http/webhooks.controller.ts';
import { webhookCommands } from './webhooks/index.ts';
import { healthController, type AskRelay } from './http/health.controller.ts';
import { LogPositions } from './query-context/log-positions.ts';
import { EventStreams } from './event-streams/event-streams.ts';
import { LOGGER, ProblemFilter } from './http/problem.filter.ts';
import { PUBLIC_URL, queriesController } from './http/queries.controller.ts';

/** What webhooks may reach where nobody says more. */
const PUBLIC_ALONE: TargetSettings = { networks: [], http: false };

/** What the server has beside the book. */
interface Around {
  readonly logger: Logger;
  readonly streams: EventStreams;
  readonly publicUrl?: string;
  readonly relay?: AskRelay;
  /** What webhooks may reach. */
  readonly targets?: TargetSettings;
}

/** The server around an open book. */
@Module({})
export class AppModule {
  static of(
    opened: OpenedStore,
    queries: readonly AnyQuery[],
    { logger, streams, publicUrl = '', relay, targets = PUBLIC_ALONE }: Around,
  ): DynamicModule {
    refuseDuplicates([
      ...commands.map(({ input }) => input.name),
      ...webhookCommands.map(({ name }) => name),
      ...queries.map(({ name }) => name),
    ]);
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot(), TerminusModule.forRoot({ logger: false })],
      controllers: [
        commandsController(commands),
        queriesController(queries),
        webhooksController(webhookCommands, { ...opened, targets }),
        healthController(opened, relay),
      ],
      providers: [
        { provide: CommandRunner, useValue: opened.runner },
        { provide: OpaqueTokens, useValue: opened.tokens },
        { provide: LogPositions, useValue: opened.positions },
        { provide: LOGGER, useValue: logger },
        { provide: PUBLIC_URL, useValue: publicUrl },
        { provide: EventStreams, useValue: streams },
        { provide: APP_FILTER, useClass: ProblemFilter },
        CommandMessageHandler,
        QueryMessageHandler,
      ],
    };
  }
}
