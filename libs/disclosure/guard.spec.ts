import type { NewEvent } from '#kernel';
import { given, ptnId } from '#specification';
import { disclosureCommands } from './index.ts';
import {
  as,
  book,
  convener,
  disclosed,
  gone,
  here,
  inPublic,
  retracted,
  second,
  stranger,
  third,
} from './specification/example.ts';

const onOne = disclosureCommands.filter(({ creates }) => !creates);
describe.each(onOne.map((command) => [command.input.name, command] as const))('%s', (_, command) => {
  const input = { ...here, ...command.input.example };
  const hidden: readonly (readonly [string, readonly NewEvent[], string])[] = [
    ['never was', [], convener],
    ['is for others', [disclosed({ named: [third] })], convener],
    ['is for others, to the convener of the book', [disclosed({ participants: [third] })], convener],
    ['is for others, to a stranger', [disclosed({ participants: [convener] })], stranger],
    [
      'is for who took part, and has left since',
      [disclosed({ named: [convener] }), ...gone(convener)],
      convener,
    ],
    ['is for all who take part, to one who is invited', [disclosed({ participants: [third] })], third],
    ['was retracted', [disclosed({ named: [convener] }), retracted], convener],
  ];

  it.each(hidden)('is answered alike where it %s', (_, history, actor) => {
    const { decision } = given(...book, ...history).when(command, input, as(actor));
    const never = given().when(command, input, as(stranger)).decision;
    expect(decision).toEqual(never);
    expect(decision).toMatchObject({ code: 'disclosure-unknown' });
  });

  it('finds it in its own book alone', () => {
    given(...book, inPublic)
      .when(command, { ...input, partnership: ptnId('another') }, as(second))
      .refuses('disclosure-unknown');
  });
});
