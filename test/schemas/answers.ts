import ts from 'typescript';

export type Schema = { [keyword: string]: unknown };
const JSON_TYPES: readonly (readonly [flag: ts.TypeFlags, schema: Schema])[] = [
  [ts.TypeFlags.StringLike, { type: 'string' }],
  [ts.TypeFlags.NumberLike, { type: 'number' }],
  [ts.TypeFlags.BooleanLike, { type: 'boolean' }],
  [ts.TypeFlags.Null, { type: 'null' }],
];

/** JSON Schemas of types as the compiler understands them, so that what is inferred can be told, too. */
export class SchemasOfTypes {
  readonly named: Record<string, Schema> = {};
  private readonly names = new Map<ts.Type, string>();

  constructor(private readonly checker: ts.TypeChecker) {}

  of(type: ts.Type): Schema {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isUnion()) return this.ofUnion(type);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return { const: this.checker.typeToString(type) === 'true' };
    const simple = JSON_TYPES.find(([flag]) => (this.plainOf(type).flags & flag) !== 0);
    if (simple) return { ...simple[1] };
    if (type.isTypeParameter()) return this.of(type.getConstraint() ?? this.checker.getUnknownType());
    return this.ofObject(type);
  }

  /** A branded text is a text. */
  private plainOf(type: ts.Type): ts.Type {
    if (!type.isIntersection()) return type;
    return type.types.find(({ flags }) => JSON_TYPES.some(([flag]) => (flags & flag) !== 0)) ?? type;
  }

  private ofUnion({ types }: ts.UnionType): Schema {
    const told = types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    const isBoolean = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.BooleanLiteral) !== 0;
    const booleans = told.filter(isBoolean);
    const values = told.flatMap((type) =>
      type.isStringLiteral() || type.isNumberLiteral() ? [type.value] : [],
    );
    const others = told
      .filter((type) => !isBoolean(type) && !type.isStringLiteral() && !type.isNumberLiteral())
      .map((type) => this.of(type));
    const all: Schema[] = [
      ...(values.length > 0 ? [{ enum: values.sort() }] : []),
      ...(booleans.length > 1 ? [{ type: 'boolean' }] : booleans.map((type) => this.of(type))),
      ...others,
    ];
    return all.length === 1 ? (all[0] as Schema) : { anyOf: all };
  }

  private ofObject(type: ts.Type): Schema {
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) return this.ofList(type);
    if (type.isIntersection() && type.types.every((one) => this.checker.isArrayType(one)))
      return { allOf: type.types.map((one) => this.of(one)) };
    const name = this.nameOf(type);
    if (name === undefined) return this.fieldsOf(type);
    if (!(name in this.named)) {
      this.named[name] = {};
      this.named[name] = this.fieldsOf(type);
    }
    return { $ref: `#/components/schemas/Answers/$defs/${name}` };
  }

  private ofList(type: ts.Type): Schema {
    const items = this.checker.getTypeArguments(type as ts.TypeReference);
    if (this.checker.isArrayType(type)) return { type: 'array', items: this.of(items[0] as ts.Type) };
    return { type: 'array', prefixItems: items.map((item) => this.of(item)) };
  }

  private fieldsOf(type: ts.Type): Schema {
    const fields = this.checker
      .getPropertiesOfType(type)
      .map((symbol) => ({ name: symbol.name, optional: symbol.flags & ts.SymbolFlags.Optional, symbol }))
      .map((field) => ({ ...field, type: this.checker.getTypeOfSymbol(field.symbol) }))
      .filter((field) => this.isTold(field.type));
    const required = fields.filter(({ optional, type: of }) => !optional && !mayBeUndefined(of));
    const index = this.checker
      .getIndexInfosOfType(type)
      .find(({ keyType }) => keyType.flags & ts.TypeFlags.String);
    return {
      type: 'object',
      ...(fields.length > 0
        ? { properties: Object.fromEntries(fields.map(({ name, type: of }) => [name, this.of(of)])) }
        : {}),
      ...(required.length > 0 ? { required: required.map(({ name }) => name) } : {}),
      ...(index && Object.keys(this.of(index.type)).length > 0
        ? { additionalProperties: this.of(index.type) }
        : {}),
    };
  }

  /** What JSON can say: no functions, and nothing that can never be. */
  private isTold(type: ts.Type): boolean {
    if (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) return false;
    return this.checker.getSignaturesOfType(type, ts.SignatureKind.Call).length === 0;
  }

  /** A type that was given a name and takes no others; two of one name are numbered. */
  private nameOf(type: ts.Type): string | undefined {
    const known = this.names.get(type);
    if (known !== undefined) return known;
    const { aliasSymbol, aliasTypeArguments = [] } = type;
    const isPlain = type.isClassOrInterface() && !type.typeParameters?.length;
    const word =
      aliasSymbol && aliasTypeArguments.length === 0 ? aliasSymbol.name : isPlain && type.symbol.name;
    if (!word || word.startsWith('__')) return undefined;
    const taken = new Set(this.names.values());
    let name = word;
    for (let number = 2; taken.has(name); number++) name = `${word}${number}`;
    this.names.set(type, name);
    return name;
  }
}

const mayBeUndefined = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 ||
  (type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined));
