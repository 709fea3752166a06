import ts from 'typescript';
import { SchemasOfTypes, type Schema } from './answers.ts';
import { columnsOf } from './columns.ts';

/** Every query that is defined, by its name. */
interface Told {
  readonly name: string;
  readonly answer: ts.Expression;
  /** What of it are the rows of a table. */
  readonly rows: ts.Node | undefined;
  /** Asked of a partnership and of a programme. */
  readonly ofBooks: boolean;
}

const memberOf = (of: ts.ObjectLiteralExpression, name: string) =>
  of.properties.find((property) => property.name?.getText() === name);
const propertyOf = (of: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
  const found = memberOf(of, name);
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
};

function* queriesIn(node: ts.Node): Generator<Told> {
  if (ts.isCallExpression(node) && /^(defineQuery|ofBooks)$/.test(node.expression.getText())) {
    const definition = node.arguments.at(-1);
    if (definition && ts.isObjectLiteralExpression(definition)) {
      const [name, answer] = [propertyOf(definition, 'name'), propertyOf(definition, 'answer')];
      if (name && answer && ts.isStringLiteral(name))
        yield {
          name: name.text,
          answer,
          rows: propertyOf(definition, 'rows'),
          ofBooks: node.expression.getText() === 'ofBooks',
        };
    }
  }
  for (const child of node.getChildren()) yield* queriesIn(child);
}

/** What `ofBooks` adds to each answer, as its own source says: the type that `Snapshots.answer` adds. */
function addedBy(program: ts.Program, checker: ts.TypeChecker): ts.Type {
  const file = program
    .getSourceFiles()
    .find(({ fileName }) => fileName.endsWith('query-context/snapshots.ts'));
  const snapshots = file?.statements.find(
    (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === 'Snapshots',
  );
  const method = snapshots?.members.find((one) => one.name?.getText() === 'answer') as ts.MethodDeclaration;
  const [promised] = (method.type as ts.TypeReferenceNode).typeArguments ?? [];
  const [, added] = (promised as ts.IntersectionTypeNode).types;
  return checker.getTypeFromTypeNode(added as ts.TypeNode);
}

/** The type of the rows of a table, as what takes them from the answer has it. */
function rowTypeOf(checker: ts.TypeChecker, { name, rows }: Told, answer: ts.Type): ts.Type {
  const taken = rows && checker.getTypeAtLocation(rows).getCallSignatures()[0]?.getReturnType();
  const field = checker.getPropertyOfType(answer, 'rows');
  const list = rows?.getText() === 'rowsOf' && field ? checker.getTypeOfSymbol(field) : taken;
  const row = list && checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  if (!row) throw new Error(`${name} has no rows`);
  return row;
}

/** The text of `apps/api/answers.json`: what each query is answered with, told from the types of the answers. */
export function generateAnswers(): string {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const files = fileNames.filter((file) => file.includes('apps/api/queries/'));
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const schemas = new SchemasOfTypes(checker);
  const added = schemas.of(addedBy(program, checker));
  const answers: Record<string, Schema> = {};
  const tables = new SchemasOfTypes(checker);
  const columns: Record<string, readonly string[]> = {};
  for (const file of files)
    for (const told of queriesIn(program.getSourceFile(file) as ts.SourceFile)) {
      const { name, answer, rows, ofBooks } = told;
      const [call] = checker.getTypeAtLocation(answer).getCallSignatures();
      const type = call && checker.getAwaitedType(call.getReturnType());
      if (!type) throw new Error(`${name} answers nothing`);
      const schema = schemas.of(type);
      answers[name] = ofBooks ? { allOf: [schema, added] } : schema;
      if (ofBooks) answers[`${name}OfProgramme`] = answers[name];
      if (rows) columns[name] = columnsOf(tables.of(rowTypeOf(checker, told, type)), tables.named);
      if (rows && ofBooks) columns[`${name}OfProgramme`] = columns[name] as readonly string[];
    }
  return `{"$defs": {
${lines(schemas.named)}
},
"answers": {
${lines(answers)}
},
"columns": {
${lines(columns)}
}}
`;
}

const lines = (named: Readonly<Record<string, unknown>>): string =>
  Object.keys(named)
    .sort()
    .map((name) => `${JSON.stringify(name)}: ${JSON.stringify(named[name])}`)
    .join(',\n');
