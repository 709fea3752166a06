import { given } from '#specification';
import { EvidenceAttached } from '../events.ts';
import { about, as, disbursed, here, made, owner } from '../specification/example.ts';
import { attachEvidence } from './attach-evidence.ts';

const photo = {
  entry: 'photo_1',
  title: 'Antenna at the school of Tibú',
  sha256: '9f'.repeat(32),
  mediaType: 'image/jpeg',
  uri: 'https://example.org/tibu.jpg',
};

describe('AttachEvidence', () => {
  it('points to evidence by its fingerprint, and to the entry it supports', () => {
    const data = { ...photo, about: 'tranche_1' };
    given(made(), disbursed())
      .when(attachEvidence, { ...here, ...data }, as(owner))
      .then(EvidenceAttached({ ...about, ...data }));
  });

  it('may support the whole', () => {
    given(made())
      .when(attachEvidence, { ...here, ...photo }, as(owner))
      .emits('EvidenceAttached');
  });

  it('refuses to support an entry that is not there', () => {
    given(made())
      .when(attachEvidence, { ...here, ...photo, about: 'tranche_1' }, as(owner))
      .refuses('entry-unknown');
  });

  it('changes nothing when it comes again, and is refused with another fingerprint', () => {
    const book = given(made(), EvidenceAttached({ ...about, ...photo }));
    book.when(attachEvidence, { ...here, ...photo }, as(owner)).changesNothing();
    book
      .when(attachEvidence, { ...here, ...photo, sha256: '8e'.repeat(32) }, as(owner))
      .refuses('entry-id-taken');
  });
});
