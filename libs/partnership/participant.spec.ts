import { given } from '#specification';
import { declineInvitation } from './decline-invitation/decline-invitation.ts';
import { expressInterest } from './express-interest/express-interest.ts';
import { partnershipCommands } from './index.ts';
import { joinPartnership } from './join-partnership/join-partnership.ts';
import { participant } from './book-command.ts';
import { entries, ofParticipants } from './specification/every-command.ts';
import {
  as,
  convened,
  convener,
  dated,
  here,
  interested,
  invited,
  left,
  second,
  stranger,
  third,
  TODAY,
} from './specification/example.ts';

describe.each(ofParticipants)('%s', (_, command, says, after) => {
  const input = { ...here, ...says };

  it('is open to a participant that is not the convener', () => {
    const { decision } = given(...convened(second), ...after).when(command, input, as(second));
    expect(decision).toEqual(expect.arrayContaining([expect.objectContaining({ version: 1 })]));
  });
});

const takingParticipants = partnershipCommands.filter(({ allow }) => allow === participant);
describe.each(takingParticipants.map((command) => [command.input.name, command] as const))(
  '%s',
  (_, command) => {
    const input = { ...here, ...command.input.example };

    it('is refused to who takes no part, invited and interested or not', () => {
      for (const other of [stranger, third])
        given(...convened(second), invited(third, 't'), interested(third))
          .when(command, input, as(other))
          .refuses('not-a-participant');
    });

    it('is refused to the convener once it has left: convening gives no right of its own', () => {
      given(...convened(second), left(convener))
        .when(command, input, as(convener))
        .refuses('not-a-participant');
    });

    it('is refused in a book that is not there', () => {
      given().when(command, input, as(convener)).refuses('partnership-unknown');
    });
  },
);

describe.each([
  [declineInvitation.input.name, declineInvitation, { invitation: 'a' }],
  [expressInterest.input.name, expressInterest, { statement: 'We can help' }],
  [joinPartnership.input.name, joinPartnership, { priorities: ['Reach'] }],
])('%s', (_, command, says) => {
  it('is open to who takes no part', () => {
    const { decision } = given(...convened(), invited(third)).when(command, { ...here, ...says }, as(third));
    expect(decision).toEqual(expect.arrayContaining([expect.objectContaining({ version: 1 })]));
  });

  it('is refused in a book that is not there', () => {
    given()
      .when(command, { ...here, ...says }, as(third))
      .refuses('partnership-unknown');
  });
});

describe.each(entries)('%s, by the id that comes with it', (_, command, says, after) => {
  const history = [...convened(second), ...after];
  const { decision } = given(...history).when(command, { ...here, ...says }, as(second));
  const told = (Array.isArray(decision) ? decision : []).map((event) => dated('2020-09-20', event));
  const again = (more: object, by = second) =>
    given(...history, ...told).when(command, { ...here, ...says, ...more }, as(by));

  it('changes nothing when it comes again, with its day or without', () => {
    again({}).changesNothing();
    again({ effectiveOn: '2020-09-20' }).changesNothing();
  });

  it('is refused under the same id with other words, on another day, or by another', () => {
    const text =
      ['canActOn', 'text', 'agreed', 'method', 'who', 'purpose'].find((name) => name in says) ?? '';
    again({ [text]: text === 'agreed' ? ['Something else'] : 'Something else' }).refuses('entry-id-taken');
    again({ effectiveOn: TODAY }).refuses('entry-id-taken');
    again({}, convener).refuses('entry-id-taken');
  });

  it('is refused by the field that says the id', () => {
    const [id] = Object.entries(says).find(([, value]) => value === 'b') ?? [''];
    expect(again({}, convener).decision).toMatchObject({ details: { field: id } });
  });

  it('is something new under another id, all else being equal', () => {
    const [id] = Object.entries(says).find(([, value]) => value === 'b') ?? [''];
    again({ [id]: 'c' }).emits(...told.map(({ type }) => type));
  });
});
