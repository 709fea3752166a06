import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ENVELOPE, schemaOf, type AnyPublicEvent } from '#contracts';
import type { ServedBook } from './served-book.ts';

/** The schemas of the public contract, to hold messages against. */
export class PublicContract {
  private readonly validators = new Map<string, ValidateFunction>();

  /** @param schemaNamed the schema of a type's data, or of the envelope */
  constructor(private readonly schemaNamed: (name: string) => object | undefined = schemaOf) {}

  /** What is wrong with a message, by the envelope and by its type: where, and by which keyword. */
  problems(message: AnyPublicEvent): readonly string[] {
    return [...this.wrong(ENVELOPE, message), ...this.wrong(message.type, message.data)];
  }

  private wrong(name: string, value: unknown): readonly string[] {
    const validate = this.validators.get(name) ?? this.compile(name);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  }

  private compile(name: string): ValidateFunction {
    const schema = this.schemaNamed(name);
    if (!schema) throw new Error(`no schema of ${name}`);
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    formats.default(ajv);
    const validate = ajv.compile(schema);
    this.validators.set(name, validate);
    return validate;
  }
}

const contract = new PublicContract();

/** The public messages of a book that are not as the contract says. */
export async function brokenMessages(served: ServedBook): Promise<readonly object[]> {
  const broken: object[] = [];
  for (let query = '', end = false; !end;) {
    const { body } = await served.anybody().ask(`/v1/events?limit=1000${query}`);
    for (const message of body.events as readonly AnyPublicEvent[]) {
      const problems = contract.problems(message);
      if (problems.length > 0) broken.push({ problems, message });
    }
    [query, end] = [`&after=${body.next}`, body.end];
  }
  return broken;
}
