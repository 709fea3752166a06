import { ENVELOPE, publicTypes, schemaOf, schemaPath } from '#contracts';
import { defineQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { IsLine } from '#vocabulary';

class ListSchemas {}

export const listSchemas = () =>
  defineQuery({
    name: 'ListSchemas',
    path: '/v1/schemas',
    summary:
      'The types of public events, each with the JSON Schema of its data, and the envelope around them.',
    input: ListSchemas,
    reads: 'documents',
    allow: { scope: 'feed' },
    answer: async () => ({ envelope: schemaPath(ENVELOPE), types: publicTypes }),
  });

class ShowSchema {
  /** Such as `pledgebook.commitment-made.v1`, or `envelope`. */
  @IsLine(100)
  type!: string;
}

export const showSchema = () =>
  defineQuery({
    name: 'ShowSchema',
    path: '/v1/schemas/:type',
    summary: "The JSON Schema (2020-12) of a public type's data, or of the envelope around all of them.",
    input: ShowSchema,
    reads: 'documents',
    allow: { scope: 'feed' },
    mediaType: 'application/schema+json',
    answer: async ({ type }) => {
      const schema = schemaOf(type);
      if (schema) return schema;
      throw new Refused(
        refuse('schema-unknown', `"${type}" is not told; /v1/schemas lists the types.`, { field: 'type' }),
      );
    },
  });
