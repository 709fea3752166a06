import { Ajv2020 } from 'ajv/dist/2020.js';
import { publicType, publicTypes } from '#contracts';
import { tellBroadHistory } from '../support/broad-history.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

interface Media {
  readonly content: Readonly<Record<string, { readonly schema: object; readonly example?: object }>>;
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: Media;
  readonly responses: Readonly<Record<string, Partial<Media>>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Every reference within a document. */
function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    if (key === '$ref' && typeof inner === 'string') yield inner;
    else yield* referencesIn(inner);
}
const resolved = (document: object, reference: string): unknown =>
  reference
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);

/** What is in no event, or not in clear. */
interface Others {
  readonly person: string;
  readonly webhook: string;
}
/** The ids of everything that was opened, by what it is; for a path, every one of those that stand in it. */
async function* pathsTo(template: string, { book }: ServedBook, others: Others): AsyncGenerator<string> {
  const { events } = await book.store.readAll({ limit: 1000 });
  const filled = new Set<string>();
  for (const { id, type, data } of events) {
    const known = {
      ...(data as Record<string, unknown>),
      event: id,
      ...others,
      programme: 'UN75',
      type: publicTypeOf(type),
    };
    const path = template.replace(/{(\w+)}/g, (whole, name: string) =>
      String(known[name as 'type'] ?? whole),
    );
    if (!path.includes('{')) filled.add(path);
  }
  yield* filled;
}
const publicTypeOf = (type: string): string | undefined =>
  publicTypes.map((one) => one.type).find((one) => one === publicType(type, 1));

describe('the OpenAPI document', () => {
  let served: ServedBook;
  let document: Document;
  let operations: readonly Operation[];
  let auditor: Party;
  /** Whom its own organisation alone is shown, with that organisation. */
  let others: Others;
  let owner: Party;
  let ajv: Ajv2020;
  beforeAll(async () => {
    served = await ServedBook.open();
    const { gsma, other } = await tellBroadHistory(served);
    owner = gsma;
    const ana = { name: 'Ana Duarte', email: 'ana@example.org' };
    const named = await gsma.done(`/v1/partnerships/${other}/name-focal-point`, ana);
    const { webhook } = (await gsma.done('/v1/webhooks', { url: 'https://service.example/' })).body;
    others = { person: named.body.ids.person, webhook };
    await served.settled();
    auditor = await served.party('Auditor', ['auditor']);
    document = (await served.anybody().ask('/openapi.json')).body as Document;
    operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...document, $id: 'https://book/' });
  });
  afterAll(() => served.close());

  /** What is wrong with a value, by a schema of the document. */
  function problemsOf(schema: object, value: unknown): string | undefined {
    const text = JSON.stringify(schema).replaceAll('"#/', '"https://book/#/');
    const valid = ajv.compile(JSON.parse(text) as object);
    return valid(value) ? undefined : ajv.errorsText(valid.errors);
  }

  it('refers to nothing that is not in it', () => {
    const references = [...new Set(referencesIn(document))];
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((reference) => resolved(document, reference) === undefined)).toEqual([]);
  });

  it('says of each question what it is answered with', () => {
    const bare = operations.filter(({ responses }) =>
      Object.values(responses['200']?.content ?? {}).some(
        ({ schema }) => JSON.stringify(schema) === '{"type":"object"}',
      ),
    );
    expect(bare.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('has examples that are as it says', () => {
    const problems = operations.flatMap(({ operationId, requestBody }) =>
      Object.values(requestBody?.content ?? {}).flatMap(({ schema, example }) => {
        const problem = problemsOf(schema, example);
        return problem === undefined ? [] : [`${operationId}: ${problem}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  it('is how each question is answered, of everything in a broad history', async () => {
    const problems: string[] = [];
    const answered = new Set<string>();
    for (const [template, { get }] of Object.entries(document.paths))
      for await (const path of get ? pathsTo(template, served, others) : []) {
        const asker = /\{person\}$|webhooks/.test(template) ? owner : auditor;
        const { status, text, headers } = await asker.ask(path);
        const type = headers.get('content-type')?.split(';')[0] ?? '';
        if (status !== 200) continue;
        answered.add(template);
        const schema = get?.responses['200']?.content?.[type]?.schema;
        const answer: unknown = type.endsWith('json') ? JSON.parse(text) : text;
        const problem = schema ? problemsOf(schema, answer) : `${type} is not documented`;
        if (problem !== undefined) problems.push(`${path}: ${problem}`);
      }
    expect(problems).toEqual([]);
    expect(answered).toEqual(
      new Set(Object.keys(document.paths).filter((path) => document.paths[path]?.['get'])),
    );
  });
});
