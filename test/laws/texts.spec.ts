import { componentSchemas, inputSchema, readInput, type FieldProblem, type JsonSchema } from '#input';
import { commands } from '#domain';
import { ServedBook } from '../support/served-book.ts';

type Schema = JsonSchema & {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
};
/** Where a text stands in an input: names, 0 for the first of a list, `x` for any name of a table. */
type Path = readonly (string | 0)[];

const components = componentSchemas();
/** Every place of an input at which a text may stand. */
function* textsIn(schema: Schema, path: Path = []): Generator<Path> {
  const { $ref, type, items, properties = {}, additionalProperties } = schema;
  if ($ref) yield* textsIn(components[$ref.split('/').at(-1) ?? ''] as Schema, path);
  else if (type === 'string') yield path;
  else if (items) yield* textsIn(items, [...path, 0]);
  else {
    for (const [name, inside] of Object.entries(properties))
      yield* textsIn(inside as Schema, [...path, name]);
    if (typeof additionalProperties === 'object') yield* textsIn(additionalProperties, [...path, 'x']);
  }
}
const withAt = ([step, ...rest]: Path, text: string): unknown =>
  step === undefined ? text : step === 0 ? [withAt(rest, text)] : { [step]: withAt(rest, text) };

/** What no text may hold or be, whatever it stands for. */
const WRONG = {
  'half of a pair': 'a\ud800b',
  'the other half': '\udfffa',
  'a null character': 'a\0b',
  'an escape character': 'a\u001b[31mb',
  'a control of C1': 'a\u009bb',
  'an override of direction': 'a\u202eb',
  'an isolate': 'a\u2066b',
  'a noncharacter': 'a\ufffeb',
};
const BLANK = { nothing: '', 'white space': ' \n', 'a space of no width': '\u200b', 'a filler': '\u3164' };

const places = commands.flatMap(({ input }) =>
  [...textsIn(inputSchema(input) as Schema)].map((path) => ({ input, path })),
);
const refusedAt = (input: (typeof places)[number]['input'], path: Path, text: string): boolean => {
  const found = readInput(input as new () => object, withAt(path, text));
  const pointer = `/${path.join('/')}`;
  // A table is refused as a whole.
  return (found as readonly FieldProblem[]).some(
    ({ field }) => field === pointer || (path.at(-1) === 'x' && `${field}/x` === pointer),
  );
};

describe('a text of any command', () => {
  it('is looked for in all of them', () => {
    expect(places.length).toBeGreaterThan(400);
  });

  it.each(Object.entries(WRONG))('is refused with %s, at its place', (_, text) => {
    const taken = places.filter(({ input, path }) => !refusedAt(input, path, text));
    expect(taken.map(({ input, path }) => `${input.name} /${path.join('/')}`)).toEqual([]);
  });

  it.each(Object.entries(BLANK))(
    'is refused where it shows %s; a tag of a source may be empty',
    (_, text) => {
      const taken = places.filter(({ input, path }) => path.at(-1) !== 'x' && !refusedAt(input, path, text));
      expect(taken.map(({ input, path }) => `${input.name} /${path.join('/')}`)).toEqual([]);
    },
  );

  it('is refused as a name that nobody knows', () => {
    for (const { input } of commands)
      expect(readInput(input as new () => object, { 'a\ud800': 1 })).toContainEqual(
        expect.objectContaining({ rule: 'unknownField' }),
      );
  });
});

describe('over HTTP', () => {
  let served: ServedBook;
  beforeAll(async () => {
    served = await ServedBook.open();
  });
  afterAll(() => served.close());
  const convene = { title: 'T', problem: 'P', scope: { places: ['global'], sdgTargets: [] } };

  /** A body of these bytes, as it is. */
  async function sent(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) {
    const { token } = await served.party('One');
    const response = await fetch(`${served.server.url}/v1/partnerships`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: body as string,
    });
    return { status: response.status, body: await response.json() };
  }
  const withTitle = (title: string) => JSON.stringify(convene).replace('"T"', title);
  /** How much is in the book, in all: each suite tells by the difference. */
  const headNow = () => served.book.store.head();

  it.each([
    ['that is no UTF-8', Buffer.from(withTitle('"caf\u00e9"'), 'latin1'), {}, 400, 'invalid-json'],
    [
      'in UTF-16',
      Buffer.from(withTitle('"T"'), 'utf16le'),
      { 'content-type': 'application/json; charset=utf-16' },
      415,
      'media-type-unsupported',
    ],
    [
      'in Latin-1, as it says',
      Buffer.from(withTitle('"caf\u00e9"'), 'latin1'),
      { 'content-type': 'application/json;charset="ISO-8859-1"' },
      415,
      'media-type-unsupported',
    ],
    ['that is packed', withTitle('"T"'), { 'content-encoding': 'gzip' }, 415, 'media-type-unsupported'],
  ] as const)('a body %s is refused and leaves no trace', async (_, body, headers, status, code) => {
    await served.party('One');
    const before = await headNow();
    expect(await sent(body, headers)).toMatchObject({ status, body: { code } });
    expect(await headNow()).toBe(before);
  });

  it('a body that says a name twice is refused by that name, deep inside, too', async () => {
    await served.party('One');
    const before = await headNow();
    expect(await sent(withTitle('"A","title":"B"'))).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', errors: [{ field: '/title', rule: 'saidOnce' }] },
    });
    const inside = JSON.stringify(convene).replace('"places"', '"places":["CO"],"places"');
    expect(await sent(inside)).toMatchObject({ status: 400, body: { errors: [{ field: '/scope/places' }] } });
    expect(await headNow()).toBe(before);
  });

  it.each(['application/json; charset=UTF-8', 'application/json;charset="utf-8"', 'application/json'])(
    'a body is taken as %s',
    async (type) => {
      expect(await sent(withTitle('"\ufeffT"'), { 'content-type': type })).toMatchObject({ status: 201 });
    },
  );

  it('half a pair of surrogates is refused by its field, and harms none of the commands beside it', async () => {
    const party = await served.party('One');
    const listing = (agency: string) => ({ name: 'N', identifier: { agency, number: '1' } });
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => party.give('/v1/partnerships', convene)),
      party.give('/v1/organisations/register-organisation', listing('XM-\ud800')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([...Array(8).fill(201), 400]);
    expect(answers[8]?.body.errors).toContainEqual(expect.objectContaining({ field: '/identifier/agency' }));
  });

  it.each(['%ff', '%F0%9F', '100%', '%zz'])(
    'a question with %s, which is no UTF-8, is refused',
    async (text) => {
      const answer = await served.anybody().ask(`/v1/organisations?name=${text}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-address' } });
    },
  );

  it.each(['%00', 'a%E2%80%AEb', '%E2%80%8B'])('a question with %s is refused by its field', async (text) => {
    for (const path of [`/v1/organisations?name=${text}`, `/v1/programmes/${text}/ledger`])
      expect(await served.anybody().ask(path)).toMatchObject({
        status: 400,
        body: { code: 'invalid-input' },
      });
  });

  it('texts are kept in one form, and in whichever form they are said it is the same command', async () => {
    const party = await served.party('One');
    const key = { 'idempotency-key': 'one' };
    const said = { ...convene, title: '  Agua para Bogota\u0301 ', problem: 'One\r\ntwo' };
    const first = await party.done('/v1/partnerships', said, key);
    const again = await party.done('/v1/partnerships', { ...said, title: 'Agua para Bogotá' }, key);
    expect(again.body.ids).toEqual(first.body.ids);
    const { body } = await party.ask(
      `/v1/partnerships/${first.body.ids.partnership}?atLeast=${first.body.freshness}`,
    );
    expect(body).toMatchObject({ title: 'Agua para Bogotá', problem: 'One\ntwo' });
  });
});
