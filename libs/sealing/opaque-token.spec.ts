import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { keyFor, OpaqueTokens } from './index.ts';

const secret = randomBytes(32);
const tokens = new OpaqueTokens(keyFor(secret, 'tokens'));
const kinds = fc.constantFrom('position', 'cursor');
const texts = fc.string({ unit: 'grapheme', maxLength: 80 });

describe('An opaque token', () => {
  it('gives its text back, for its kind', () => {
    fc.assert(
      fc.property(kinds, texts, (kind, text) => {
        expect(tokens.open(kind, tokens.seal(kind, text))).toBe(text);
      }),
    );
  });

  it('is the same for the same text, also after a restart, and another for another', () => {
    fc.assert(
      fc.property(kinds, texts, texts, (kind, text, other) => {
        const token = tokens.seal(kind, text);
        expect(new OpaqueTokens(keyFor(secret, 'tokens')).seal(kind, text)).toBe(token);
        expect(tokens.seal(kind, other) === token).toBe(other === text);
      }),
    );
  });

  it('is nothing as another kind', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(tokens.open('cursor', tokens.seal('position', text))).toBeUndefined();
        // Another nonce, too: one nonce never serves two messages.
        const [cursor, position] = [tokens.seal('cursor', text), tokens.seal('position', text)];
        expect(cursor.slice(0, 16)).not.toBe(position.slice(0, 16));
      }),
    );
  });

  it('is nothing once a bit of it is changed, or it is cut short', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(7), (text, at, bit) => {
        const bytes = Buffer.from(tokens.seal('position', text), 'base64url');
        const changed = Buffer.from(bytes);
        changed.writeUInt8((bytes[at % bytes.length] ?? 0) ^ (1 << bit), at % bytes.length);
        expect(tokens.open('position', changed.toString('base64url'))).toBeUndefined();
        const cut = bytes.subarray(0, at % bytes.length);
        expect(tokens.open('position', cut.toString('base64url'))).toBeUndefined();
      }),
    );
  });

  it('is nothing under another key, though it be of the same secret', () => {
    const token = tokens.seal('position', '42');
    for (const key of [keyFor(secret, 'cursors'), keyFor(randomBytes(32), 'tokens')])
      expect(new OpaqueTokens(key).open('position', token)).toBeUndefined();
  });

  it('is no garbage', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (garbage) => {
        expect(tokens.open('position', garbage)).toBeUndefined();
      }),
    );
  });

  it('has one spelling', () => {
    const token = tokens.seal('position', '00000000000042');
    for (const other of [`${token}=`, `${token}!`, ` ${token}`, token.replace(/^./, '$& ')])
      expect(tokens.open('position', other)).toBeUndefined();
  });

  it('does not show what it holds', () => {
    const token = tokens.seal('position', '0000000000000042');
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('42');
  });
});
