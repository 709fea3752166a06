import { fingerprint } from '#event-store';
import { receiptFor } from './receipt.ts';

const stored = {
  id: 'evt_01d2vvrnm0t8cp9dv51rv74yb4',
  stream: 'ptn_a-commitment-cmt_b',
  revision: 3,
  type: 'DisbursementRecorded',
  version: 1,
  data: { money: { currency: 'USD', amount: '3000000' }, 10: 'ten', 9: 'nine', note: 'Año “€”' },
  metadata: { recordedAt: '2019-02-04T09:00:00.000Z', organisation: 'org_c' },
};

describe('The receipt that a reader’s browser works out', () => {
  it('is the one that the book gave with the command', async () => {
    const { id, stream, revision } = stored;
    expect(await receiptFor(stored)).toEqual({
      id,
      stream,
      revision,
      sha256: fingerprint({ ...stored, position: '' }),
    });
  });

  it('is none where the browser works out no fingerprints', async () => {
    const without = undefined as unknown as SubtleCrypto;
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', { value: without, configurable: true });
    try {
      expect(await receiptFor(stored)).toBeUndefined();
    } finally {
      Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true });
    }
  });
});
