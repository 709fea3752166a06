import { CommandHandler, STREAM_DOES_NOT_EXIST, type Event } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import pg from 'pg';
import { randomBytes } from 'node:crypto';
import { dayOf, makeId, Refusal, type NewEvent } from '#kernel';
import { Commitment, commitmentStream, type CommitmentState } from '#commitment';
import { EmbeddedIssuer, RememberingVerifier } from '#identity';
import { readInput } from '#input';
import { commandNamed } from '../support/command-named.ts';
import { Postgres } from '../support/postgres.ts';
import { answering } from './child.ts';

// MakeCommitment on Emmett with PostgreSQL: our token, our validation and our decision; its command handler and store.
// That the organisation takes part is taken for granted here, which spares Emmett a look at another stream.
const [directory = '', given] = process.argv.slice(2);
const { input, decide } = commandNamed('MakeCommitment');

// On a server that is there already, or on one of its own.
const postgres = given === undefined ? await Postgres.start({ folder: directory, durable: true }) : undefined;
const url = given ?? postgres?.url ?? '';
// Our own, so that it can be closed, and so that its error can be heard: connections take a little longer to go than it
// says, and then PostgreSQL ends them.
const pool = new pg.Pool({ connectionString: url });
pool.on('error', () => undefined);
const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
const handle = CommandHandler<CommitmentState | undefined, Event>({
  evolve: (state, { type, data }) =>
    Commitment.evolve[type]?.(state as never, { data, metadata: {} } as never),
  initialState: () => undefined,
});

const issuer = await EmbeddedIssuer.open(`${directory}/keys`);
const verifier = new RememberingVerifier(issuer);
const organisation = makeId('org', Date.now(), randomBytes(16));
const token = await issuer.issue({ person: 'per_bench', organisation, roles: ['participant'] });

/** What is to be appended, or an answer of refusal. */
async function decided({ headers, body, params }: FastifyRequest) {
  const bearer = headers.authorization?.slice('Bearer '.length) ?? '';
  const actor = verifier.recall(bearer, Date.now()) ?? (await verifier.verify(bearer)).actor;
  const given = { ...(body as object), ...(params as { partnership: string }) };
  const command = readInput(input as new () => object, given);
  if (Array.isArray(command)) throw Object.assign(new Error('invalid'), { statusCode: 400 });
  const self = makeId('cmt', Date.now(), randomBytes(16));
  const now = new Date().toISOString();
  const facts = { actor, self, opened: {}, now, today: dayOf(now), effectiveOn: dayOf(now), read: {} };
  const decideNow = () => {
    const decision = decide(undefined, command, facts);
    if (decision instanceof Refusal) throw Object.assign(new Error(decision.reason), { statusCode: 422 });
    return (decision as NewEvent[]).map(({ type, data }) => ({ type, data, metadata: { now } }) as Event);
  };
  return { stream: commitmentStream(given.partnership, self), self, decide: decideNow };
}

const app = fastify();
app.post('/handler/:partnership/make-commitment', async (request: FastifyRequest, reply: FastifyReply) => {
  const { stream, self, decide } = await decided(request);
  const options = { expectedStreamVersion: STREAM_DOES_NOT_EXIST };
  const { nextExpectedStreamVersion } = await handle(store, stream, decide, options);
  return reply.code(201).send({ ids: { commitment: self }, revision: Number(nextExpectedStreamVersion) - 1 });
});
app.post('/append/:partnership/make-commitment', async (request: FastifyRequest, reply: FastifyReply) => {
  const { stream, self, decide } = await decided(request);
  await store.appendToStream(stream, decide(), { expectedStreamVersion: STREAM_DOES_NOT_EXIST });
  return reply.code(201).send({ ids: { commitment: self }, revision: 0 });
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
const partnership = makeId('ptn', Date.now(), randomBytes(16));
const routeOf = (kind: string) => ({ url: `${address}/${kind}/${partnership}/make-commitment`, token });

answering({ handler: () => routeOf('handler'), append: () => routeOf('append') }, async () => {
  await app.close();
  await store.close();
  await pool.end();
  await postgres?.stop();
});
