import { given } from '#specification';
import { CommitmentAmended, CommitmentDetailed, EntryCorrected } from '../../events.ts';
import { commitmentStream } from '../../commitment.ts';
import { afterLedgerEvent, ledger } from '../../ledger.ts';
import type { LedgerDoc } from '../../ledger-row.ts';
import { makeCommitment } from '../../make-commitment/make-commitment.ts';
import { amendCommitment } from '../../amend-commitment/amend-commitment.ts';
import { recordDisbursement } from '../../record-disbursement/record-disbursement.ts';
import { disputeClaim } from '../../observation/dispute-claim/dispute-claim.ts';
import {
  about,
  another,
  as,
  commitment,
  disbursed,
  here,
  joined,
  made,
  owner,
  partnership,
  promise,
  recorded,
  registered,
  stranger,
  usd,
} from '../../specification/example.ts';
import { Story } from '../../specification/story.ts';
import { NamingConfirmed, NamingRejected, type NamingAnswered } from '../events.ts';
import { namingOf } from '../naming.ts';
import { answerNaming } from './answer-naming.ts';

const [role, named] = ['recipient' as const, stranger];
const of = { role, named };
const stream = (naming: string) => `${partnership}-naming-${naming}`;
const answered: NamingAnswered = { ...about, ...of, naming: namingOf(commitment, of), namingVersion: 1 };
const says = { ...here, role };
const rejected = { ...says, answer: 'rejected', reason: 'We receive nothing' };
const inBook = <E extends object>(event: E) => ({
  ...event,
  stream: commitmentStream(partnership, commitment),
});
const naming = (details: object = {}) => inBook(made({ recipient: { organisation: stranger }, ...details }));
const amended = (before: object, after: object) =>
  inBook(CommitmentAmended({ ...about, before, after, reason: 'More' }));

describe('AnswerNaming', () => {
  it('confirms or rejects that it is named, without taking part', () => {
    const book = given(naming());
    book.when(answerNaming, { ...says, answer: 'confirmed' }, as(stranger)).then(NamingConfirmed(answered));
    book
      .when(answerNaming, rejected, as(stranger))
      .then(NamingRejected({ ...answered, reason: 'We receive nothing' }));
  });

  it('is of whoever is named, and of nobody else, the owner included', () => {
    given(naming()).when(answerNaming, rejected, as(owner)).refuses('not-named');
    given(naming()).when(answerNaming, rejected, as(another)).refuses('not-named');
    given(naming())
      .when(answerNaming, { ...rejected, role: 'partner' }, as(stranger))
      .refuses('not-named');
    given().when(answerNaming, rejected, as(stranger)).refuses('commitment-unknown');
    // What is recorded about it is confirmed as a whole.
    const itself = inBook({
      ...recorded(),
      data: {
        ...(recorded().data as object),
        details: { ...promise, sourceOrganisation: { organisation: owner } },
      },
    });
    given(itself)
      .when(answerNaming, { ...rejected, role: 'source' }, as(owner))
      .refuses('not-named');
  });

  it('is heard still, where another is named since', () => {
    const turned = amended({ recipient: { organisation: stranger } }, { recipient: { name: 'A school' } });
    given(naming(), turned).when(answerNaming, rejected, as(stranger)).emits('NamingRejected');
  });

  it('stands as it was last said; the same again is nothing new', () => {
    const before = NamingRejected({ ...answered, reason: 'We receive nothing' }, stream(answered.naming));
    given(naming(), before).when(answerNaming, rejected, as(stranger)).changesNothing();
    given(naming(), before)
      .when(answerNaming, { ...says, answer: 'confirmed' }, as(stranger))
      .then(NamingConfirmed({ ...answered, from: 'rejected' }));
  });

  it('answers the version that was seen: another after the statement, the money or the role is said anew', () => {
    const money = inBook(CommitmentDetailed({ ...about, details: { money: usd('1000000000000') } }));
    const theme = amended({ theme: 'A' }, { theme: 'B' });
    const version = (more: object) => answerNaming && { ...says, answer: 'confirmed', ...more };
    given(naming(), money, theme)
      .when(answerNaming, version({}), as(stranger))
      .then(NamingConfirmed({ ...answered, namingVersion: 2 }));
    given(naming(), money)
      .when(answerNaming, version({ version: 1 }), as(stranger))
      .then(NamingConfirmed(answered));
    given(naming(), money)
      .when(answerNaming, version({ version: 3 }), as(stranger))
      .refuses('version-never-was');
  });

  it('is of an entry, too, whose money may be mended after', () => {
    const paid = disbursed();
    const toStranger = inBook({
      ...paid,
      data: { ...(paid.data as object), recipient: { organisation: stranger } },
    });
    const mended = inBook(
      EntryCorrected({
        ...about,
        entry: 'tranche_1',
        kind: 'disbursement',
        before: { money: usd('250000.50') },
        after: { money: usd('1') },
        reason: 'Zeros',
        entryVersion: 2,
      }),
    );
    const of = { role, named, entry: 'tranche_1' };
    given(inBook(made()), toStranger, mended)
      .when(answerNaming, { ...says, entry: 'tranche_1', answer: 'confirmed' }, as(stranger))
      .then(NamingConfirmed({ ...about, ...of, naming: namingOf(commitment, of), namingVersion: 2 }));
  });

  it('lets whoever is named observe the commitment, in whatever role', () => {
    const book = given(inBook(made({ with: [stranger] })));
    const claim = { about: 'commitment', commitment };
    book.when(disputeClaim, { partnership, claim, text: 'Not with us' }, as(stranger)).emits('ClaimDisputed');
    book.when(disputeClaim, { partnership, claim, text: 'Not so' }, as(another)).refuses('not-an-observer');
  });
});

describe('A commitment that names others', () => {
  const story = () =>
    new Story(joined(), registered(stranger)).go(
      makeCommitment,
      {
        ...promise,
        money: usd('100'),
        with: [stranger],
        recipient: { organisation: stranger },
        effectiveOn: '2021-01-01',
      },
      { by: owner },
    );
  const row = (told: Story, date?: string) => told.view(ledger, commitment, date);
  const tags = (told: Story, date = '2022-01-10') => {
    const doc = told.events.reduce<LedgerDoc | undefined>(
      (before, event) => (ledger.on[event.type] ? afterLedgerEvent(before, event) : before),
      undefined,
    );
    return doc && ledger.columns['tags']?.of(doc, date);
  };

  it('says of each whether it is confirmed, and of which version; before nobody is represented', () => {
    const told = story();
    expect(row(told)?.namings).toEqual([
      { role: 'partner', organisation: stranger, version: 1, answer: 'unanswered' },
      { role: 'recipient', organisation: stranger, version: 1, answer: 'unanswered' },
    ]);
    expect(tags(told)).toContain('lacks=representation');
    told.go(
      answerNaming,
      { role: 'partner', answer: 'confirmed', effectiveOn: '2021-02-01' },
      { by: stranger },
    );
    expect(tags(told)).not.toContain('lacks=representation');
    expect(tags(told, '2021-01-31')).toContain('lacks=representation');
    told.go(amendCommitment, { money: usd('900'), reason: 'More' }, { by: owner });
    expect(row(told)?.namings?.[0]).toMatchObject({
      answer: 'confirmed',
      ofVersion: 1,
      version: 2,
      ofEarlierVersion: true,
    });
    expect(row(told, '2021-03-01')?.namings?.[0]).toMatchObject({ ofEarlierVersion: false });
  });

  it('leaves the figures of who rejected it, and counts on, marked', () => {
    const told = story().go(
      recordDisbursement,
      { entry: 'a', money: usd('10'), effectiveOn: '2021-01-05' },
      { by: owner },
    );
    const before = row(told);
    expect(tags(told)).toEqual(expect.arrayContaining([`with=${stranger}`, `recipient=${stranger}`]));
    told.go(answerNaming, { role, answer: 'rejected', effectiveOn: '2021-02-01' }, { by: stranger });
    expect(tags(told)).toContain(`with=${stranger}`);
    expect(tags(told)).not.toContain(`recipient=${stranger}`);
    expect(tags(told, '2021-01-31')).toContain(`recipient=${stranger}`);
    const { namings, ...rest } = row(told) ?? {};
    expect(namings?.[1]).toMatchObject({ answer: 'rejected', answeredOn: '2021-02-01' });
    expect({ ...rest, namings: before?.namings }).toEqual(before);
  });
});
