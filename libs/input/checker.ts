import { getMetadataStorage, type ValidationArguments } from 'class-validator';
// class-transformer keeps what @Type says in a storage that it does not export from its entry point.
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { FORMS } from '#vocabulary';

/** What is wrong with one field of an input: where (JSON Pointer, RFC 6901), by which rule, in words. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}
export type Class<C> = new () => C;
/** An input class may say, beside the rules of its fields, what they have to be together: asked once each is in order. */
interface Together {
  /** Undefined where nothing is wrong; `field` is a name of the class's own. */
  readonly together?: (made: never) => FieldProblem | undefined;
}
type Report = (field: string, rule: string, message: string) => void;
type Read = (value: unknown, path: string, report: Report) => unknown;

interface Metadata {
  readonly propertyName: string;
  readonly type: string;
  readonly name?: string;
  readonly each: boolean;
  readonly constraints?: unknown[];
  readonly constraintCls: Parameters<
    ReturnType<typeof getMetadataStorage>['getTargetValidatorConstraints']
  >[0];
  readonly message?: string | ((args: ValidationArguments) => string);
}
interface Constraint {
  readonly name: string;
  readonly instance: {
    validate(value: unknown, args: ValidationArguments): boolean;
    defaultMessage?(args: ValidationArguments): string;
  };
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One decorator as a test that reports. */
function ruleOf(metadata: Metadata): Read {
  const constraint = getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls)[0] as
    | Constraint
    | undefined;
  if (!constraint) throw new Error(`no constraint behind ${metadata.propertyName}`);
  const rule = metadata.name ?? constraint.name;
  const args = {
    property: metadata.propertyName,
    constraints: metadata.constraints ?? [],
  } as ValidationArguments;
  const words = (given: ValidationArguments): string => {
    const text =
      metadata.message ?? constraint.instance.defaultMessage?.(given) ?? `$property is not as it should be`;
    return (typeof text === 'string' ? text : text(given))
      .replaceAll('$property', metadata.propertyName)
      .replaceAll('$constraint1', String(metadata.constraints?.[0]))
      .replaceAll('$constraint2', String(metadata.constraints?.[1]));
  };
  return (value, path, report) => {
    const given = { ...args, value };
    if (!constraint.instance.validate(value, given)) report(path, rule, words(given));
  };
}

/** A test on each item of a list, which has to be one. */
const eachOf =
  (read: Read): Read =>
  (value, path, report) => {
    if (Array.isArray(value)) return value.map((item, i) => read(item, `${path}/${i}`, report));
    return report(path, 'isArray', `${path.slice(path.lastIndexOf('/') + 1)} must be a list`);
  };

type Form = (value: unknown) => unknown;
/** The form in which a field's value is tested and kept, where a rule of it says one. */
function formOf(metadatas: readonly Metadata[]): Form | undefined {
  const forms = metadatas.flatMap(({ name = '', each }): Form[] => {
    const form = FORMS[name];
    if (!form) return [];
    return [each ? (value) => (Array.isArray(value) ? value.map(form) : value) : form];
  });
  return forms.length > 0 ? (value) => forms.reduce((before, form) => form(before), value) : undefined;
}

interface Field {
  readonly optional: boolean;
  readonly form?: Form;
  readonly rules: readonly Read[];
  readonly nested?: Read;
}

function fieldOf(input: Class<unknown>, property: string, metadatas: readonly Metadata[]): Field {
  const nested = metadatas.find(({ type }) => type === 'nestedValidation');
  const type = nested && defaultMetadataStorage.findTypeMetadata(input, property)?.typeFunction();
  const reader = type ? readerOf(type as Class<object>) : undefined;
  const form = formOf(metadatas);
  return {
    ...(form ? { form } : {}),
    optional: metadatas.some(({ type }) => type === 'conditionalValidation'),
    rules: metadatas
      .filter(({ type }) => type === 'customValidation')
      .map((metadata) => (metadata.each ? eachOf(ruleOf(metadata)) : ruleOf(metadata))),
    ...(reader ? { nested: nested?.each ? eachOf(reader) : reader } : {}),
  };
}

const readers = new Map<Class<unknown>, Read>();

/**
 * Compiles a class into a reader, once. It has to be our own because the stock validator takes lists where one object is
 * meant, and takes extra keys such as `constructor`; and because it is in the path of every command.
 */
function readerOf(input: Class<object>): Read {
  const known = readers.get(input);
  if (known) return known;
  const fields = new Map<string, Field>();
  const metadatas = getMetadataStorage().getTargetValidationMetadatas(
    input,
    '',
    true,
    false,
  ) as unknown as Metadata[];
  for (const property of new Set(metadatas.map(({ propertyName }) => propertyName)))
    fields.set(
      property,
      fieldOf(
        input,
        property,
        metadatas.filter(({ propertyName }) => propertyName === property),
      ),
    );
  const { together } = input as Together;
  const reader: Read = (value, path, report) => {
    if (!isPlainObject(value)) return report(path, 'isObject', 'must be an object');
    for (const key of Object.keys(value))
      if (!fields.has(key)) report(`${path}/${key}`, 'unknownField', `${key} is not a field here`);
    const made = new input() as Record<string, unknown>;
    let faults = 0;
    const counted: Report = (...fault) => {
      faults++;
      report(...fault);
    };
    for (const [name, field] of fields) readField(made, value, { name, field, path, report: counted });
    const fault = faults === 0 ? together?.(made as never) : undefined;
    if (fault) report(`${path}/${fault.field}`, fault.rule, fault.message);
    return made;
  };
  readers.set(input, reader);
  return reader;
}

function readField(
  made: Record<string, unknown>,
  value: Record<string, unknown>,
  { name, field, path, report }: { name: string; field: Field; path: string; report: Report },
): void {
  const given = Object.hasOwn(value, name) ? value[name] : undefined;
  if (given === undefined || given === null) {
    if (!field.optional) report(`${path}/${name}`, 'required', `${name} is required`);
    // A class field declared without a value stands as undefined on the instance: keep the input to what was said.
    delete made[name];
    return;
  }
  const at = `${path}/${name}`;
  const formed = field.form ? field.form(given) : given;
  for (const rule of field.rules) rule(formed, at, report);
  made[name] = field.nested ? field.nested(formed, at, report) : formed;
}

/** So many faults are listed: a body may hold ten thousands of them, and its refusal is not to be larger than it. */
const LISTED = 50;

/**
 * A JSON value as an instance of the class, its texts in the form in which they are kept; or what is wrong with it. Of more than 50 faults the first are listed, and a
 * last one, of the whole (`field` is empty, `rule` is `more`), says how many more there are.
 */
export function readInput<C extends object>(input: Class<C>, value: unknown): C | readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  let found = 0;
  const made = readerOf(input)(value, '', (field, rule, message) => {
    if (found++ < LISTED) problems.push({ field, rule, message });
  });
  if (found === 0) return made as C;
  const more = found - problems.length;
  return more > 0 ? [...problems, { field: '', rule: 'more', message: `and ${more} more` }] : problems;
}

/** The names of a class's fields. */
export const fieldNames = (input: Class<object>): readonly string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(input, '', true, false)
      .map(({ propertyName }) => propertyName),
  ),
];
