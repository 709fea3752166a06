import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isService, refuse, Refused, type Actor, type Refusal, type Role, type Scope } from '#kernel';
import { readInput, type Class } from '#input';
import type { Reads } from './cost.ts';
import type { Rest } from './query-admission.ts';

/** Who may ask: anybody, and of services those whose token has the scope. */
export interface Asking {
  readonly scope: Scope;
  /** What is shown to those inside alone, in words; where nothing is, the answer is the same to everybody. */
  readonly inside?: string;
  /** What is shown to an audience of its own alone, in words; all others are answered as if it were not there. */
  readonly audience?: string;
  /** Of that audience, with which role; those who take part, where nothing is said. */
  readonly readers?: readonly Role[];
}

/** Who may ask, as its documentation says it. */
export const askersOf = ({ scope, inside, audience }: Asking): string =>
  `anybody; a service whose token has the scope "${scope}"` +
  (inside === undefined ? '' : `; ${inside}: to those who take part or are invited, and to auditors`) +
  (audience === undefined ? '' : `; ${audience}`);

/** Why somebody may not ask: the one place where scopes meet queries. */
export const refuseAsker = ({ scope }: Asking, actor: Actor | undefined): Refusal | undefined =>
  !actor || !isService(actor) || actor.scopes?.includes(scope)
    ? undefined
    : refuse('scope-missing', `This takes a token with the scope "${scope}".`, { scope });

/** A query: its URI, its parameters (of path and query together), who may ask, and its answer. */
export interface QueryDefinition<Q extends object> {
  readonly name: string;
  /** A path template with `:id` parts, which are fields of the input. */
  readonly path: string;
  readonly summary: string;
  readonly input: Class<Q> & { readonly example?: object };
  readonly allow: Asking;
  /** What it reads, which says what it costs (`costOf`). */
  readonly reads: Reads;
  readonly answer: (query: Q, asker: Asker) => Promise<unknown>;
  /** JSON Schema of the answer, where more is to be said than that it is an object. */
  readonly answers?: object;
  /** The answer's media type, where it is another than application/json. */
  readonly mediaType?: string;
  /** It is told in that media type alone: the answer's `text`, as it is. */
  readonly isText?: boolean;
  /** It is about one entity: its `ETag` is the revision of that one's stream. */
  readonly numbered?: true;
  /**
   * Where it can also be had as text/event-stream, as it comes: checks what is asked, and says what is to be followed.
   */
  readonly follow?: (query: Q, asker: Asker) => Promise<object>;
  /** The answer's list, where it can also be had as text/csv. */
  readonly rows?: (answer: never) => readonly object[];
}
export interface Asker {
  readonly actor?: Actor;
  /** Where the caller reached this server, such as `https://book.example`. */
  readonly origin?: string;
  /** In which the caller reads (BCP 47). */
  readonly language?: string;
  /** Aborted when the caller goes away. */
  readonly signal?: AbortSignal;
  /** Of a costly query: gives its place to others while something is awaited. */
  readonly rest?: Rest;
}
// oxlint-disable-next-line typescript/no-explicit-any -- the input varies and only the query knows how
export type AnyQuery = QueryDefinition<any>;

/** Defines a query: only here so that the type of the input is told from its class. */
export const defineQuery = <Q extends object>(definition: QueryDefinition<Q>): QueryDefinition<Q> =>
  definition;

/** A query on the bus: one class for all of them. */
export class QueryMessage {
  constructor(
    readonly definition: AnyQuery,
    readonly input: unknown,
    readonly asker: Asker,
    /** Once, or as it comes. */
    readonly how: 'answer' | 'follow' = 'answer',
  ) {}
}

/** Checks the input, so that every door is guarded, and answers. */
@QueryHandler(QueryMessage)
export class QueryMessageHandler implements IQueryHandler<QueryMessage> {
  async execute({ definition, input, asker, how }: QueryMessage): Promise<unknown> {
    const refusal = refuseAsker(definition.allow, asker.actor);
    if (refusal) throw new Refused(refusal);
    const query = readInput<object>(definition.input, input);
    if (Array.isArray(query))
      throw new Refused(
        refuse('invalid-input', 'The question is not as it should be: see errors.', { errors: query }),
      );
    return (how === 'follow' && definition.follow ? definition.follow : definition.answer)(query, asker);
  }
}
