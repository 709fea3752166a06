import { given } from '#specification';
import { CommitmentAmended, CommitmentDetailed, TransferOffered } from '../events.ts';
import {
  about,
  as,
  attributedTo,
  here,
  importer,
  made,
  mandated,
  offered,
  owner,
  recorded,
  registered,
  stranger,
  usd,
} from '../specification/example.ts';
import { offerTransfer } from './offer-transfer.ts';

const offer = { ...here, offer: 'offer-1', to: stranger };
const said = { ...about, offer: 'offer-1', to: stranger };
const detailed = CommitmentDetailed({ ...about, details: { theme: 'Education' } });

describe('OfferTransfer', () => {
  it('offers it as it stands, whole or a part of the money', () => {
    given(made(), registered(stranger)).when(offerTransfer, offer, as(owner)).then(TransferOffered(said));
    given(made({ money: usd('100') }), registered(stranger))
      .when(offerTransfer, { ...offer, money: usd('40'), note: 'What is left' }, as(owner))
      .then(TransferOffered({ ...said, money: usd('40'), note: 'What is left' }));
  });

  it.each<[string, object, object, string]>([
    ['where none is promised', {}, usd('1'), 'no-money-promised'],
    ['more than promised', { money: usd('100') }, usd('100.01'), 'more-than-promised'],
    ['of another currency', { money: usd('100') }, { amount: '1', currency: 'EUR' }, 'more-than-promised'],
  ])('refuses money %s', (_, details, money, code) => {
    given(made(details), registered(stranger))
      .when(offerTransfer, { ...offer, money }, as(owner))
      .refuses(code);
  });

  it('goes to another organisation, which is listed', () => {
    given(made()).when(offerTransfer, offer, as(owner)).refuses('organisation-unknown');
    given(made(), registered())
      .when(offerTransfer, { ...offer, to: owner }, as(owner))
      .refuses('own-receiver');
  });

  it('is of what is its own word, not of what was recorded about it', () => {
    given(mandated(), recorded(), registered(stranger))
      .when(offerTransfer, { ...offer, ...attributedTo }, as(importer))
      .refuses('not-confirmed');
  });

  it('says nothing new when it comes again, a day later too', () => {
    given(made(), offered())
      .when(offerTransfer, offer, { ...as(owner), now: '2022-01-11T12:00:00.000Z' })
      .changesNothing();
  });

  it('is refused under an id that offers something else', () => {
    const book = given(made(), registered(), offered());
    book.when(offerTransfer, { ...offer, note: 'Another' }, as(owner)).refuses('entry-id-taken');
    book.when(offerTransfer, { ...offer, effectiveOn: '2021-01-01' }, as(owner)).refuses('entry-id-taken');
  });

  it('takes another id once the promise has changed, or another was offered it', () => {
    const again = { ...offer, offer: 'offer-2' };
    for (const change of [detailed, offered({ offer: 'b' })]) {
      const book = given(made(), registered(stranger), offered(), change);
      book.when(offerTransfer, offer, as(owner)).refuses('transfer-outdated');
      book.when(offerTransfer, again, as(owner)).emits('TransferOffered');
    }
  });

  it('is of everything that was said by its day: it is not dated before it', () => {
    const amended = CommitmentAmended({ ...about, before: {}, after: { theme: 'Health' }, reason: 'R' });
    const late = { ...amended, effectiveOn: '2021-05-01' };
    const dated = (effectiveOn: string) => ({ ...offer, effectiveOn });
    const book = given(made(), registered(stranger), late);
    book.when(offerTransfer, dated('2021-04-30'), as(owner)).refuses('before-last-change');
    book.when(offerTransfer, dated('2021-05-01'), as(owner)).emits('TransferOffered');
  });
});
