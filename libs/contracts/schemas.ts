import { schemaPath } from './cloud-event.ts';
import generated from './schemas.json' with { type: 'json' };

/** A JSON Schema of draft 2020-12. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly [keyword: string]: unknown;
}
interface Generated {
  /** What several schemas are made of, by name. */
  readonly $defs: Readonly<Record<string, Schema>>;
  readonly envelope: Schema;
  /** The schema of `data` by public type. */
  readonly types: Readonly<Record<string, Schema>>;
}
/**
 * All of them, as they were generated. That there is one for each type that clients are given is held by a test: the
 * compiler would refuse the very build that generates the schema of a new one.
 */
export const schemas: Generated = generated;
const { $defs, envelope, types } = schemas;
const DEF = '#/$defs/';

/** The names that a schema refers to, and those that they refer to. */
function namesIn(schema: unknown, known: Set<string> = new Set()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return known;
  for (const [keyword, value] of Object.entries(schema)) {
    const name = keyword === '$ref' ? String(value).slice(DEF.length) : undefined;
    if (name === undefined) namesIn(value, known);
    else if (!known.has(name)) namesIn($defs[name], known.add(name));
  }
  return known;
}

const GROWS =
  'Within a version fields may be added, and values to an enumeration: ignore what you do not know. Nothing is removed, renamed or given another meaning.';

/** A schema that can be read by itself: with the definitions it needs. */
function whole({ description = '', ...schema }: Schema, title: string): Schema {
  const names = [...namesIn(schema)].sort();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description: `${description} ${GROWS}`,
    ...schema,
    $defs: Object.fromEntries(names.map((name) => [name, $defs[name]])),
  };
}

/** What stands for the envelope among the names of types. */
export const ENVELOPE = 'envelope';

/** The schema of a public type's `data`, or of the envelope around all of them; undefined: no such type is told. */
export function schemaOf(type: string): Schema | undefined {
  if (type === ENVELOPE) return whole(envelope, 'A public event');
  const schema = Object.hasOwn(types, type) ? types[type] : undefined;
  return schema && whole(schema, type);
}

/** A public type with the sentence that explains it, and where its schema is told. */
export interface PublicType {
  readonly type: string;
  readonly description: string;
  readonly schema: string;
}
export const publicTypes: readonly PublicType[] = Object.entries(types).map(
  ([type, { description = '' }]) => ({
    type,
    description,
    schema: schemaPath(type),
  }),
);
