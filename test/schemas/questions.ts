import ts from 'typescript';
import { SchemasOfTypes, type Schema } from './answers.ts';

/** Every question that is written down, by its name. */
interface Told {
  readonly name: string;
  readonly answer: ts.Expression;
  /** Asked of a partnership and of a programme. */
  readonly ofBooks: boolean;
}

const propertyOf = (of: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
  const found = of.properties.find((property) => property.name?.getText() === name);
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
};

function* questionsIn(node: ts.Node): Generator<Told> {
  if (ts.isCallExpression(node) && /^(defineQuery|ofBooks)$/.test(node.expression.getText())) {
    const definition = node.arguments.at(-1);
    if (definition && ts.isObjectLiteralExpression(definition)) {
      const [name, answer] = [propertyOf(definition, 'name'), propertyOf(definition, 'answer')];
      if (name && answer && ts.isStringLiteral(name))
        yield { name: name.text, answer, ofBooks: node.expression.getText() === 'ofBooks' };
    }
  }
  for (const child of node.getChildren()) yield* questionsIn(child);
}

/** What `ofBooks` adds to each answer, as its own source says: the type of what the reader has seen. */
function momentIn(program: ts.Program, checker: ts.TypeChecker): ts.Type {
  const file = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('reading/reader.ts'));
  const reader = file?.statements.find(
    (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === 'Reader',
  );
  const see = reader?.members.find((member) => member.name?.getText() === 'see') as ts.MethodDeclaration;
  const [promised] = (see.type as ts.TypeReferenceNode).typeArguments ?? [];
  const [, added] = (promised as ts.IntersectionTypeNode).types;
  return checker.getTypeFromTypeNode(added as ts.TypeNode);
}

/** The text of `apps/api/answers.json`: what each question is answered with, told from the types of the answers. */
export function generateAnswers(): string {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const files = fileNames.filter((file) => file.includes('apps/api/queries/'));
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const schemas = new SchemasOfTypes(checker);
  const moment = schemas.of(momentIn(program, checker));
  const answers: Record<string, Schema> = {};
  for (const file of files)
    for (const { name, answer, ofBooks } of questionsIn(program.getSourceFile(file) as ts.SourceFile)) {
      const [call] = checker.getTypeAtLocation(answer).getCallSignatures();
      const type = call && checker.getAwaitedType(call.getReturnType());
      if (!type) throw new Error(`${name} answers nothing`);
      const schema = schemas.of(type);
      answers[name] = ofBooks ? { allOf: [schema, moment] } : schema;
      if (ofBooks) answers[`${name}OfProgramme`] = answers[name];
    }
  return `{"$defs": {
${lines(schemas.named)}
},
"answers": {
${lines(answers)}
}}
`;
}

const lines = (named: Readonly<Record<string, Schema>>): string =>
  Object.keys(named)
    .sort()
    .map((name) => `${JSON.stringify(name)}: ${JSON.stringify(named[name])}`)
    .join(',\n');
