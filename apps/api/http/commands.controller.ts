import { Controller, HttpCode, Inject, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { AnyCommand } from '#kernel';
import { CommandMessage, Envelope, type CommandAnswer } from '#cqrs';
import { OpaqueTokens } from '#sealing';
import { LogPositions } from '../query-context/log-positions.ts';
import { addRoute } from './add-route.ts';
import { commandBodyOf, contextOf, refuseUnacceptable } from './command-request.ts';
import type { AskedRequest } from './sender.ts';
import { routeOf } from './routes.ts';

/** One controller for all commands, with one method per command: the method only hands over. */
export function commandsController(definitions: readonly AnyCommand[]): Type {
  @Controller()
  class CommandsController {
    constructor(
      @Inject(CommandBus) readonly bus: CommandBus,
      @Inject(OpaqueTokens) readonly tokens: OpaqueTokens,
      @Inject(LogPositions) readonly positions: LogPositions,
    ) {}
  }
  for (const definition of definitions) {
    const { path, ids } = routeOf(definition);
    const method = async function (this: CommandsController, request: AskedRequest, reply: FastifyReply) {
      refuseUnacceptable(request);
      const context = contextOf(request);
      const answer = await this.bus.execute<object, CommandAnswer>(
        new CommandMessage(definition, new Envelope(commandBodyOf(request, ids), context)),
      );
      const freshness = this.tokens.seal('freshness', await this.positions.withEvent(answer.position));
      return present(answer, { reply, freshness, creates: definition.creates });
    };
    const decorators = [Post(path), HttpCode(definition.creates ? 201 : 200)];
    addRoute(CommandsController, { name: definition.input.name, method, decorators });
  }
  return CommandsController;
}

function present(
  { ids, revision, receipts }: CommandAnswer,
  { reply, freshness, creates }: { reply: FastifyReply; freshness: string; creates: string | undefined },
) {
  if (revision !== undefined) void reply.header('etag', `"${revision}"`);
  if (creates) void reply.header('location', locationOf(ids));
  return {
    ids,
    ...(revision === undefined ? {} : { revision }),
    receipts,
    ...(receipts.length === 0 ? { known: true } : {}),
    freshness,
  };
}

const locationOf = ({
  partnership,
  commitment,
  jointCommitment,
  disclosure,
  person,
  organisation,
}: CommandAnswer['ids']): string => {
  const own = commitment
    ? `/commitments/${commitment}`
    : jointCommitment
      ? `/joint-commitments/${jointCommitment}`
      : disclosure
        ? `/disclosures/${disclosure}`
        : person
          ? '/focal-points'
          : '';
  return partnership ? `/v1/partnerships/${partnership}${own}` : `/v1/organisations/${organisation}`;
};
