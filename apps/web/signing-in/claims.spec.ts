import { claimedIn } from './claims.ts';

const tokenOf = (claims: object): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('What a token says of its bearer', () => {
  it('is its organisation, its roles, and until when it is good', () => {
    const token = tokenOf({
      sub: 'per_1',
      organisation: 'org_1',
      roles: ['participant'],
      exp: 1_700_000_000,
    });
    expect(claimedIn(token)).toEqual({
      organisation: 'org_1',
      roles: ['participant'],
      expires: 1_700_000_000_000,
    });
  });

  it('of a service is no organisation', () => {
    expect(claimedIn(tokenOf({ roles: ['subscriber'], scope: 'feed' }))).toEqual({ roles: ['subscriber'] });
  });

  it('stands where the provider says it', () => {
    const claims = { realm: { roles: 'pb-auditor other' }, 'https://x.example/org': ['XM-DAC:41302'] };
    const named = {
      organisationClaim: 'https://x.example/org',
      rolesClaim: 'realm.roles',
      rolePrefix: 'pb-',
    };
    expect(claimedIn(tokenOf(claims), named)).toEqual({ organisation: 'XM-DAC:41302', roles: ['auditor'] });
  });

  it('may have any letters', () => {
    expect(claimedIn(tokenOf({ organisation: 'Ñandú:ü' }))?.organisation).toBe('Ñandú:ü');
  });

  it.each(['', 'hello', 'a.b.c', 'a..c'])('is nothing where it is none: "%s"', (token) => {
    expect(claimedIn(token)).toBeUndefined();
  });
});
