import {
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  SchemaGenerator,
  type MutableParser,
  type NodeParser,
} from 'ts-json-schema-generator';
import { idPattern } from '#kernel';
import { SCHEMAS } from '#vocabulary';
// Not by way of `#contracts`, which needs the very file that is generated here.
import { PUBLIC_TYPES, publicType } from '#contracts';
import { EventDataParser } from './event-data.ts';

type Schema = { [keyword: string]: unknown };
type Named = Record<string, Schema>;

const PREFIXES: Readonly<Record<string, string>> = {
  PartnershipId: 'ptn',
  CommitmentId: 'cmt',
  JointCommitmentId: 'jnt',
  OrganisationId: 'org',
  ProgrammeId: 'prg',
  DisclosureId: 'dsc',
  EventId: 'evt',
};

/** What the rule of input says of a named value, such as `isDay` of a `Day`; nothing of what is no such value. */
function ruleOf(name: string): object {
  const prefix = PREFIXES[name];
  return prefix === undefined ? (SCHEMAS[`is${name}`] ?? {}) : { pattern: idPattern(prefix).source };
}

/**
 * As it is told to consumers, whose validators have to survive fields that are added: the generator's closed objects
 * are opened.
 */
function opened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(opened);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword, value]) => !(keyword === 'additionalProperties' && value === false))
      .map(([keyword, value]) => [
        keyword,
        keyword === '$ref' ? String(value).replace('#/definitions/', '#/$defs/') : opened(value),
      ]),
  );
}

/** A definition, with its rule. @throws Error a named value that nothing is known of but that it is a text */
function ruled(name: string, definition: Schema): Schema {
  const schema = { ...definition, ...ruleOf(name) };
  const { description: _, ...says } = schema;
  if (says['type'] === 'string' && Object.keys(says).length === 1)
    throw new Error(`"${name}" is any text: give it a rule, or say @pattern or @format`);
  return schema;
}

function generator(): SchemaGenerator {
  const config = {
    ...DEFAULT_CONFIG,
    path: 'libs/contracts/{message,public-data}.ts',
    tsconfig: 'tsconfig.json',
    topRef: false,
    // The compiler has checked them; here they are only read.
    skipTypeCheck: true,
    encodeRefs: false,
    sortProps: false,
  };
  const program = createProgram(config);
  const parser = createParser(program, config, (chain: MutableParser) =>
    chain.addNodeParser(new EventDataParser(program.getTypeChecker(), chain as unknown as NodeParser)),
  );
  return new SchemaGenerator(program, parser, createFormatter(config), config);
}

/** The data schemas by public type. @throws Error an event without data, or data without an event */
function byType(data: Named): Named {
  const told = PUBLIC_TYPES.map(({ type }) => type).sort();
  const said = Object.keys(data).sort();
  if (told.join() !== said.join()) throw new Error(`PublicData has ${said.join()}; told are ${told.join()}`);
  return Object.fromEntries(
    PUBLIC_TYPES.map(({ type, version }) => [publicType(type, version), data[type] as Schema]),
  );
}

const lines = (named: Named): string =>
  Object.keys(named)
    .sort()
    .map((name) => `${JSON.stringify(name)}: ${JSON.stringify(named[name])}`)
    .join(',\n');

/** The text of `libs/contracts/schemas.json`: one definition a line, in the order of their names. */
export function generate(): string {
  const schemas = generator();
  const { properties: data } = opened(schemas.createSchema('PublicData')) as { properties: Named };
  const definitions = [schemas.createSchema('PublicData'), schemas.createSchema('AnyPublicEvent')].map(
    (schema) => opened(schema.definitions) as Named,
  );
  const { 'PublicEvent<Told>': envelope, ...named } = Object.assign({}, ...definitions) as Named;
  const $defs = Object.fromEntries(Object.entries(named).map(([name, one]) => [name, ruled(name, one)]));
  return `{"$defs": {
${lines($defs)}
},
"envelope": ${JSON.stringify(envelope)},
"types": {
${lines(byType(data))}
}}
`;
}
