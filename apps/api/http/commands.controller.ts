import { Controller, HttpCode, Inject, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { refuse, Refused, type AnyCommand } from '#kernel';
import { CommandMessage, Envelope, type CommandAnswer, type CommandContext } from '#cqrs';
import { OpaqueTokens } from '#sealing';
import { LogPositions } from '../query-context/log-positions.ts';
import { addRoute } from './add-route.ts';
import { actorOf, type AskedRequest } from './sender.ts';
import { preferred } from './accept.ts';
import { JSON_CONTENT } from './form.ts';
import { refuseTwice } from './in-path.ts';
import { routeOf } from './routes.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;
/** How deep lists and objects may stand in each other: no input needs half of it. */
const DEPTH = 20;

/** Looks no deeper than it has to, so that nothing is too deep to be looked at. */
const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));

/** What the headers say beside the body. */
function contextOf(request: AskedRequest): CommandContext {
  const { 'idempotency-key': key, 'if-match': match } = request.headers;
  if (key !== undefined && (typeof key !== 'string' || !KEY.test(key)))
    throw new Refused(
      refuse('invalid-header', 'Idempotency-Key takes 1 to 255 visible ASCII characters.', {
        field: 'Idempotency-Key',
      }),
    );
  const revision = match === undefined ? undefined : /^"(\d{1,15})"$/.exec(match)?.[1];
  if (match !== undefined && revision === undefined)
    throw new Refused(
      refuse('invalid-header', 'If-Match takes one revision in quotes, such as "3".', { field: 'If-Match' }),
    );
  return {
    actor: actorOf(request),
    correlationId: request.id,
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(revision === undefined ? {} : { ifMatch: Number(revision) }),
  };
}

/** Before anything is done: a command whose answer the caller cannot take is not carried out. */
function refuseUnacceptable({ headers: { accept } }: AskedRequest): void {
  if (preferred(accept, [JSON_CONTENT]) === undefined)
    throw new Refused(refuse('not-acceptable', 'It is answered as application/json.', { field: 'Accept' }));
}

/** The body with the ids of the path, which nobody gives twice. */
function inputOf(request: AskedRequest, ids: readonly string[]): unknown {
  const body = (request.body ?? {}) as Record<string, unknown>;
  if (isDeeperThan(body, DEPTH))
    throw new Refused(
      refuse('body-too-deep', `Lists and objects stand in each other ${DEPTH} deep at most.`),
    );
  const params = request.params as Record<string, string>;
  refuseTwice(ids, body, 'input');
  return typeof request.body === 'object' && !Array.isArray(body)
    ? { ...body, ...Object.fromEntries(ids.map((id) => [id, params[id]])) }
    : body;
}

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
        new CommandMessage(definition, new Envelope(inputOf(request, ids), context)),
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
