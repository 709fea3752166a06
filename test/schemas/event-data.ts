import ts from 'typescript';
import { Context, type BaseType, type NodeParser, type SubNodeParser } from 'ts-json-schema-generator';

/** The data type that a definition `event<Data>()('Type')` is written with. */
function dataIn(definition: ts.Expression | undefined): ts.TypeNode | undefined {
  if (!definition || !ts.isCallExpression(definition)) return undefined;
  const { expression: typed } = definition;
  return ts.isCallExpression(typed) && typed.expression.getText() === 'event'
    ? typed.typeArguments?.[0]
    : undefined;
}

/**
 * Teaches the generator what an event's data are. It reads types as they are written and does not evaluate calls: so
 * `typeof CommitmentMade` is read as the data that the definition is written with, and `DataOf` adds nothing to it.
 */
export class EventDataParser implements SubNodeParser {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly types: NodeParser,
  ) {}

  supportsNode(node: ts.Node): boolean {
    return this.argumentOf(node) !== undefined || this.dataOf(node) !== undefined;
  }

  createType(node: ts.Node, context: Context): BaseType {
    const data = this.dataOf(node);
    if (data) return this.types.createType(data, new Context(data));
    return this.types.createType(this.argumentOf(node) as ts.TypeNode, context);
  }

  private argumentOf(node: ts.Node): ts.TypeNode | undefined {
    const isDataOf = ts.isTypeReferenceNode(node) && node.typeName.getText().endsWith('DataOf');
    return isDataOf ? node.typeArguments?.[0] : undefined;
  }

  private dataOf(node: ts.Node): ts.TypeNode | undefined {
    if (!ts.isTypeQueryNode(node)) return undefined;
    const symbol = this.checker.getSymbolAtLocation(node.exprName);
    const declared = symbol?.valueDeclaration;
    return declared && ts.isVariableDeclaration(declared) ? dataIn(declared.initializer) : undefined;
  }
}
