import { given } from '#specification';
import { publishedStream } from '../disclosure.ts';
import { DisclosureAnswered, PublishedDisclosureAnswered } from '../events.ts';
import {
  about,
  as,
  asked,
  book,
  convener,
  disclosed,
  disclosure,
  gone,
  here,
  inPublic,
  keen,
  partnership,
  second,
  stranger,
  third,
} from '../specification/example.ts';
import { answerDisclosure } from './answer-disclosure.ts';

const answer = { answer: 'a', text: 'We wait for March' };
const answered = (by: string) => DisclosureAnswered({ ...about, ...answer, by });
const history = [...book, disclosed({ named: [convener, third] })];

describe('AnswerDisclosure', () => {
  it('is open to who reads it, the preliminary group where it is named included', () => {
    for (const by of [convener, third])
      given(...history)
        .when(answerDisclosure, { ...here, ...answer }, as(by))
        .then(answered(by));
  });

  it('is told in the book where it is public, and given by nobody outside', () => {
    const open = [...book, inPublic];
    given(...open)
      .when(answerDisclosure, { ...here, ...answer }, as(convener))
      .then(
        PublishedDisclosureAnswered(
          { ...about, ...answer, by: convener },
          publishedStream(partnership, disclosure),
        ),
      );
    given(...open)
      .when(answerDisclosure, { ...here, ...answer }, as(stranger))
      .refuses('not-a-participant');
    given(...open, ...gone(convener))
      .when(answerDisclosure, { ...here, ...answer }, as(convener))
      .refuses('not-a-participant');
  });

  it('is of what names it, by who only says that it is interested', () => {
    const answers = { ...here, ...answer };
    given(...book, keen(stranger), disclosed({ named: [stranger] }))
      .when(answerDisclosure, answers, as(stranger))
      .then(answered(stranger));
    given(...book, keen(stranger), disclosed({ public: true }))
      .when(answerDisclosure, answers, as(stranger))
      .refuses('interest-by-name');
    given(...book, keen(stranger), asked(stranger), inPublic)
      .when(answerDisclosure, answers, as(stranger))
      .emits('PublishedDisclosureAnswered');
  });

  it('is told to everybody alone where it was told quietly first: nothing of that is opened', () => {
    const { decision } = given(...history, disclosed({ public: true, named: [third] }), inPublic).when(
      answerDisclosure,
      { ...here, ...answer },
      as(third),
    );
    expect(decision).toMatchObject([{ type: 'PublishedDisclosureAnswered' }]);
  });

  it('is nothing new the same again; the same id with other words is refused', () => {
    const told = [...history, answered(convener)];
    given(...told)
      .when(answerDisclosure, { ...here, ...answer }, as(convener))
      .changesNothing();
    given(...told)
      .when(answerDisclosure, { ...here, ...answer, text: 'No' }, as(convener))
      .refuses('entry-id-taken');
  });

  it('has an id that is its own: nobody learns from one that is taken what another answered', () => {
    given(...history, answered(convener))
      .when(answerDisclosure, { ...here, ...answer }, as(third))
      .then(answered(third));
  });

  it('is not for the owner', () => {
    given(...history)
      .when(answerDisclosure, { ...here, ...answer }, as(second))
      .refuses('own-disclosure');
  });
});
