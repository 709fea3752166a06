import type { StoredEvent } from '#kernel';
import { dossier, ledger } from './index.ts';

/** A record as it was stored before texts were brought into one form. */
const stored = {
  id: 'evt_1',
  stream: 'ptn_1-commitment-cmt_1',
  revision: 0,
  position: '1',
  type: 'CommitmentMade',
  version: 1,
  data: {
    partnership: 'ptn_1',
    commitment: 'cmt_1',
    organisation: 'org_1',
    details: { statement: 'A well ', kind: 'policy', theme: ' Salud Pu\u0301blica' },
    recordedBy: 'org_2',
    source: { system: 'fts', record: '1', version: 1 },
  },
  metadata: {
    effectiveOn: '2020-01-01',
    recordedAt: '2020-01-01T00:00:00.000Z',
    organisation: 'org_2',
    source: JSON.stringify({ system: 'fts', record: '1', version: 1, tags: { note: 'a ' } }),
  },
} as unknown as StoredEvent<string, never>;

describe('a theme and a tag that were stored in another form', () => {
  const at = { key: 'cmt_1', peek: () => undefined };

  it('are found by the form of today, and what it says stands as it was said', () => {
    const doc = ledger.on['CommitmentMade']?.(undefined, stored, at);
    const { theme, tags } = ledger.columns;
    expect(doc && theme?.of(doc, '2020-02-01')).toBe('Salud Pública');
    expect(doc && tags?.of(doc, '2020-02-01')).toContain('note=a');
    const told = dossier.on['CommitmentMade']?.(undefined, stored, at);
    expect(told && dossier.at(told, '2020-02-01')).toMatchObject({
      theme: 'Salud Pública',
      statement: 'A well ',
    });
  });
});
