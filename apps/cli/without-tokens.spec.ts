import { withoutTokens } from './without-tokens.ts';

describe('a text without tokens', () => {
  const token = 'eyJhbGciOiJFZERTQSJ9.eyJwZXJzb24iOiJwZXJfMSJ9.c2lnbmVk-_';

  it.each([
    [
      `ENOENT: no such file or directory, open '${token}'`,
      "ENOENT: no such file or directory, open '[token]'",
    ],
    [`error: unknown option '--tokn=${token}'`, "error: unknown option '--tokn=[token]'"],
    ['nothing to hide', 'nothing to hide'],
  ])('hides what looks like one: %s', (text, shown) => expect(withoutTokens(text, [], {})).toBe(shown));

  it('hides what was given as one, whatever it looks like, and no short word', () => {
    const text = 'no secret-a, secret-b or secret-c in me';
    const args = ['import', '--token', 'secret-a', '--token=secret-b', '--token=me'];
    expect(withoutTokens(text, args, { PLEDGEBOOK_TOKEN: 'secret-c\n' })).toBe(
      'no [token], [token] or [token] in me',
    );
  });
});
