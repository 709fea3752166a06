import { ENVELOPE, publicType, TYPES_OF_OPERATORS, TYPES_OF_TIME } from '#contracts';
import { tellBroadHistory } from '../support/broad-history.ts';
import { PublicContract } from '../support/public-contract.ts';
import { ServedBook } from '../support/served-book.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- messages are broken on purpose
type Message = any;

describe('the public contract, over HTTP', () => {
  let served: ServedBook;
  let messages: readonly Message[];
  let types: readonly { readonly type: string; readonly description: string; readonly schema: string }[];
  const fetched = new Map<string, object>();
  const contract = new PublicContract((name) => fetched.get(name));
  const problems = (message: Message) => contract.problems(message);

  const ask = (path: string) => served.anybody().ask(path);
  beforeAll(async () => {
    served = await ServedBook.open();
    await tellBroadHistory(served);
    messages = (await ask('/v1/events?limit=1000')).body.events;
    const listed = (await ask('/v1/schemas')).body;
    types = listed.types;
    fetched.set(ENVELOPE, (await ask(listed.envelope)).body);
    for (const { type, dataschema } of messages)
      if (!fetched.has(type)) fetched.set(type, (await ask(dataschema)).body);
  });
  afterAll(() => served.close());

  it('has a message of every type in this history, but for what time alone does', () => {
    const told = new Set([
      ...messages.map(({ type }) => type),
      ...[...TYPES_OF_TIME, ...TYPES_OF_OPERATORS].map((type) => publicType(type)),
    ]);
    expect([...told].sort()).toEqual(types.map(({ type }) => type).sort());
  });

  it('holds for every message', () => {
    const broken = messages.map((message) => ({ message, problems: problems(message) }));
    expect(broken.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });

  it('is CloudEvents 1.0: names, ids, references, times', () => {
    for (const message of messages) {
      for (const name of Object.keys(message)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
      expect(message).toMatchObject({ specversion: '1.0', sequence: expect.any(String) });
      expect(URL.canParse(message.source, served.server.url)).toBe(true);
      expect(message.dataschema).toBe(`${served.server.url}/v1/schemas/${message.type}`);
      expect(new Date(message.time).toISOString()).toBe(message.time);
      expect(message.subject).toBe(
        message.data.commitment ?? message.data.partnership ?? message.data.organisation,
      );
    }
    expect(new Set(messages.map(({ source, id }) => `${source} ${id}`)).size).toBe(messages.length);
  });

  it.each<[string, string, (message: Message) => void, string]>([
    ['no id', 'goal-adopted', (message) => delete message.id, ' required'],
    ['an unpadded sequence', 'goal-adopted', (message) => (message.sequence = '6'), '/sequence pattern'],
    ['another version', 'goal-adopted', (message) => (message.specversion = '0.3'), '/specversion const'],
    ['a path for a schema', 'goal-adopted', (message) => (message.dataschema = '/x'), '/dataschema format'],
    ['a time that is none', 'goal-adopted', (message) => (message.time = 'noon'), '/time format'],
    ['another id', 'pledge-firmed', ({ data }) => (data.commitment = 'cmt_1'), '/commitment pattern'],
    ['nobody who said it', 'pledge-firmed', ({ data }) => delete data.by, ' required'],
    [
      'a day that never was',
      'milestone-planned',
      ({ data }) => (data.change.due = '2021-02-30'),
      '/change/due format',
    ],
    [
      'money as a number',
      'budget-set',
      ({ data }) => (data.change.money.amount = 500),
      '/change/money/amount type',
    ],
    [
      'a float',
      'budget-set',
      ({ data }) => (data.change.money.amount = '5e2'),
      '/change/money/amount pattern',
    ],
    [
      'a currency in small letters',
      'budget-set',
      ({ data }) => (data.change.money.currency = 'usd'),
      '/change/money/currency pattern',
    ],
    [
      'an unknown kind',
      'commitment-made',
      ({ data }) => (data.change.details.kind = 'miracle'),
      '/change/details/kind enum',
    ],
    ['an unknown status', 'pledge-made', ({ data }) => (data.state.status = 'good'), '/state/status enum'],
    [
      'an SDG target that is none',
      'partnership-convened',
      ({ data }) => (data.change.scope.sdgTargets = ['9.z']),
      '/change/scope/sdgTargets/0 enum',
    ],
    ['half a mend', 'entry-corrected', ({ data }) => delete data.change.before, '/change required'],
  ])('does not hold for %s', (_, kind, spoil, problem) => {
    const message = structuredClone(messages.find(({ type }) => type === `pledgebook.${kind}.v1`));
    spoil(message);
    expect(problems(message)).toContain(problem);
  });

  it('goes on holding when fields are added', () => {
    for (const message of structuredClone(messages)) {
      message.traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      for (const grown of [message.data, message.data.change, message.data.state?.money])
        if (grown) grown.more = 1;
      expect(problems(message)).toEqual([]);
    }
  });

  it('is served as JSON Schema, type by type, and by name in OpenAPI', async () => {
    for (const { type, description, schema } of types) {
      const { headers, body } = await ask(schema);
      expect(headers.get('content-type')).toContain('application/schema+json');
      expect(body).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: type });
      expect(body.description).toContain(description);
    }
    const { paths, components } = (await ask('/openapi.json')).body;
    const { schema } = paths['/v1/events'].get.responses['200'].content['application/json'];
    expect(schema.properties.events.items).toEqual({ $ref: '#/components/schemas/CloudEvent' });
    expect(components.schemas.CloudEvent).toMatchObject({ properties: { specversion: { const: '1.0' } } });
  });

  it.each(['pledgebook.proposal-made.v1', 'constructor', 'pledgebook.commitment-made.v2'])(
    'has nothing to say of %s',
    async (type) => {
      expect((await ask(`/v1/schemas/${type}`)).body).toMatchObject({ status: 404, code: 'schema-unknown' });
    },
  );
});
