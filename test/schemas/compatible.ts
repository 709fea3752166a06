type Schema = { readonly [keyword: string]: unknown };
/** A contract: definitions, the envelope, and data by type. */
export interface Contract {
  readonly $defs: Readonly<Record<string, Schema>>;
  readonly envelope: Schema;
  readonly types: Readonly<Record<string, Schema>>;
}
/** One value that a message may hold, by its path: of which JSON type, and whether it is always there. */
type Fields = ReadonlyMap<
  string,
  { readonly types: string; readonly required: boolean; readonly values: string }
>;

/** JSON types and constants that a schema lets through, `anyOf` taken apart. */
function typesOf(schema: Schema): string[] {
  const {
    type,
    anyOf,
    const: constant,
  } = schema as { type?: string | string[]; anyOf?: Schema[]; const?: unknown };
  if (anyOf) return anyOf.flatMap(typesOf);
  return type === undefined ? [constant === undefined ? 'any' : typeof constant] : [type].flat();
}
const valuesOf = (schema: Schema): readonly string[] => {
  const { enum: listed, const: constant } = schema as { enum?: unknown[]; const?: unknown };
  return (listed ?? (constant === undefined ? [] : [constant])).map((value) => JSON.stringify(value));
};

/** Every field of a schema, those of the definitions that it refers to included; each definition once on the way down. */
function fieldsOf({ $defs }: Contract, root: Schema): Fields {
  const fields = new Map<string, { types: string; required: boolean; values: string }>();
  const walk = (given: Schema, path: string, required: boolean, within: readonly string[]): void => {
    const name = String(given['$ref'] ?? '').slice('#/$defs/'.length);
    if (within.includes(name)) return;
    const schema = name === '' ? given : ($defs[name] as Schema);
    const inside = name === '' ? within : [...within, name];
    fields.set(path, {
      types: [...new Set(typesOf(schema))].sort().join(),
      required,
      values: valuesOf(schema).join(),
    });
    const {
      properties = {},
      required: always = [],
      items,
      additionalProperties,
      anyOf = [],
    } = schema as {
      properties?: Record<string, Schema>;
      required?: string[];
      items?: Schema;
      additionalProperties?: Schema | boolean;
      anyOf?: Schema[];
    };
    for (const [field, one] of Object.entries(properties))
      walk(one, `${path}/${field}`, always.includes(field), inside);
    if (items) walk(items, `${path}[]`, true, inside);
    if (typeof additionalProperties === 'object') walk(additionalProperties, `${path}{}`, true, inside);
    anyOf.forEach((one, i) => walk(one, `${path}|${i}`, true, inside));
  };
  walk(root, '', true, []);
  return fields;
}

function changesOf(type: string, before: Fields, after: Fields): string[] {
  return [...before].flatMap(([path, was]) => {
    const is = after.get(path);
    const where = `${type} ${path}`;
    if (!is) return [`${where} is gone`];
    const lost = was.values
      .split(',')
      .filter((value) => value !== '' && !is.values.split(',').includes(value));
    return [
      ...(is.types === was.types ? [] : [`${where} was ${was.types}, and is ${is.types}`]),
      ...(was.required && !is.required ? [`${where} is not always there any more`] : []),
      ...(lost.length > 0 ? [`${where} is never ${lost.join()} any more`] : []),
    ];
  });
}

/**
 * What a reader of a contract would miss in a later one: a type or a field that is gone, is of another JSON type, is not
 * always there any more, or lacks a value of its enumeration. What is added breaks nothing.
 */
export function missedIn(after: Contract, before: Contract): readonly string[] {
  const types = Object.entries(before.types).flatMap(([type, schema]) => {
    const later = after.types[type];
    return later ? changesOf(type, fieldsOf(before, schema), fieldsOf(after, later)) : [`${type} is gone`];
  });
  const envelopes = [before, after].map((one) => fieldsOf(one, one.envelope)) as [Fields, Fields];
  return [...changesOf('the envelope', ...envelopes), ...types];
}
