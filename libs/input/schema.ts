import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema, validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { SCHEMAS } from '#vocabulary';
import type { Class } from './checker.ts';

/** Asked for each time: rules are added as modules are loaded, in whatever order that is. */
const options = () => ({
  classTransformerMetadataStorage: defaultMetadataStorage,
  additionalConverters: SCHEMAS,
  refPointerPrefix: '#/components/schemas/',
});

export interface JsonSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** JSON Schemas, by class name, of everything that any input is made of. */
export const componentSchemas = (): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    Object.entries(validationMetadatasToSchemas(options() as never)).map(([name, schema]) => [
      name,
      { ...schema, additionalProperties: false } as JsonSchema,
    ]),
  );

/** By class, since every rule there is gets looked through for each of them. */
const known = new WeakMap<Class<object>, JsonSchema>();
function wholeSchema(input: Class<object>): JsonSchema {
  const schema = known.get(input) ?? (targetConstructorToSchema(input, options() as never) as JsonSchema);
  known.set(input, schema);
  return schema;
}

/** The JSON Schema of an input, without the fields that the path fills in. */
export function inputSchema(input: Class<object>, without: readonly string[] = []): JsonSchema {
  const schema = wholeSchema(input);
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) => !without.includes(name)),
  );
  const required = (schema.required ?? []).filter((name) => !without.includes(name));
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}
