import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { IsAmount, IsLine, IsText } from '#vocabulary';
import { readInput, type FieldProblem } from './checker.ts';

class Span {
  static together({ from, to }: Span) {
    return to < from ? { field: 'to', rule: 'notBefore', message: 'to is before from' } : undefined;
  }
  @IsLine(10)
  from!: string;
  @IsLine(10)
  to!: string;
}
class Window {
  @IsLine(10)
  from!: string;
}
class Promised {
  @IsText(20)
  statement!: string;
  @IsOptional()
  @IsAmount()
  amount?: string;
  @IsOptional()
  @ValidateNested()
  @Type(() => Window)
  window?: Window;
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(2)
  @Type(() => Window)
  windows?: Window[];
  @IsOptional()
  @ValidateNested()
  @Type(() => Span)
  span?: Span;
  @IsOptional()
  @IsIn(['a', 'b'], { each: true })
  letters?: string[];
}
const problems = (value: unknown) =>
  (readInput(Promised, value) as readonly FieldProblem[]).map(({ field, rule }) => `${field} ${rule}`);

describe('the checker', () => {
  it('makes an instance, nested ones too, of what is as it should be', () => {
    const made = readInput(Promised, { statement: 'x', window: { from: 'now' }, letters: ['a'] });
    expect(made).toBeInstanceOf(Promised);
    expect(made).toEqual({ statement: 'x', window: { from: 'now' }, letters: ['a'] });
    expect((made as Promised).window).toBeInstanceOf(Window);
  });

  it.each([
    ['a missing field', {}, '/statement required'],
    ['a field that nobody knows', { statement: 'x', extra: 1 }, '/extra unknownField'],
    ['a key of every object', { statement: 'x', constructor: 1 }, '/constructor unknownField'],
    ['a list where one object is meant', { statement: 'x', window: [] }, '/window isObject'],
    ['a list of lists', { statement: 'x', windows: [[]] }, '/windows/0 isObject'],
    ['one object where a list is meant', { statement: 'x', windows: {} }, '/windows isArray'],
    [
      'too long a list',
      { statement: 'x', windows: Array.from({ length: 3 }, () => ({ from: 'a' })) },
      '/windows arrayMaxSize',
    ],
    ['a wrong item', { statement: 'x', letters: ['a', 'c'] }, '/letters/1 isIn'],
    ['money as a number', { statement: 'x', amount: 1.5 }, '/amount isAmount'],
    [
      'fields that do not go together',
      { statement: 'x', span: { from: 'b', to: 'a' } },
      '/span/to notBefore',
    ],
    ['no object at all', [], ' isObject'],
  ])('names the field and the rule of %s', (_, value, problem) => {
    expect(problems(value)).toContain(problem);
  });

  it('asks what fields are together only once each is in order', () => {
    expect(problems({ statement: 'x', span: { from: 'b', to: ' ' } })).toEqual(['/span/to isLine10']);
  });

  it('keeps a text, in a list and in an object, too, in the form in which it is compared', () => {
    expect(readInput(Promised, { statement: ' a\r\ne\u0301 ', windows: [{ from: 'b ' }] })).toEqual({
      statement: 'a\né',
      windows: [{ from: 'b' }],
    });
  });

  it('takes __proto__ for what it is, a field that nobody knows', () => {
    expect(problems(JSON.parse('{"statement":"x","__proto__":{"amount":"1"}}'))).toEqual([
      '/__proto__ unknownField',
    ]);
  });
});
