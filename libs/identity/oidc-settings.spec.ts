import { oidcSettingsIn } from './oidc-settings.ts';

const ISSUER = 'https://login.example.org/realms/un75';
const least = { PLEDGEBOOK_OIDC_ISSUER: ISSUER, PLEDGEBOOK_OIDC_AUDIENCE: 'pledgebook' };

describe('The provider in the environment', () => {
  it('is none where nothing is said of it', () => {
    expect(oidcSettingsIn({ PLEDGEBOOK_DATA: 'data', PLEDGEBOOK_OIDC_ISSUER: '' })).toBeUndefined();
  });

  it('needs its address and our name there', () => {
    expect(oidcSettingsIn(least)).toEqual({
      issuer: ISSUER,
      audience: 'pledgebook',
      organisationClaim: 'organisation',
      rolesClaim: 'roles',
      rolePrefix: '',
      tokenType: 'at+jwt',
      clockSkew: 30,
    });
  });

  it('may say who people are in other claims', () => {
    const said = {
      PLEDGEBOOK_OIDC_ORGANISATION_CLAIM: 'org.id',
      PLEDGEBOOK_OIDC_ROLES_CLAIM: 'realm_access.roles',
      PLEDGEBOOK_OIDC_ROLE_PREFIX: 'pledgebook-',
      PLEDGEBOOK_OIDC_TOKEN_TYPE: 'JWT',
      PLEDGEBOOK_OIDC_CLOCK_SKEW: '0',
    };
    expect(oidcSettingsIn({ ...least, ...said })).toMatchObject({
      organisationClaim: 'org.id',
      rolesClaim: 'realm_access.roles',
      rolePrefix: 'pledgebook-',
      tokenType: 'JWT',
      clockSkew: 0,
    });
  });

  it('may let people sign in on the page', () => {
    const page = { ...least, PLEDGEBOOK_OIDC_CLIENT_ID: 'the-page' };
    expect(oidcSettingsIn(page)?.client).toEqual({ id: 'the-page', scope: 'openid' });
    const more = { ...page, PLEDGEBOOK_OIDC_CLIENT_SCOPE: 'openid book' };
    expect(oidcSettingsIn(more)?.client).toEqual({ id: 'the-page', scope: 'openid book' });
  });

  it.each([
    ['PLEDGEBOOK_OIDC_CLIENT_ID', { PLEDGEBOOK_OIDC_CLIENT_ID: 'pledgebook' }],
    ['PLEDGEBOOK_OIDC_ISSUER', { PLEDGEBOOK_OIDC_ISSUER: undefined }],
    ['PLEDGEBOOK_OIDC_ISSUER', { PLEDGEBOOK_OIDC_ISSUER: 'login.example.org' }],
    ['PLEDGEBOOK_OIDC_ISSUER', { PLEDGEBOOK_OIDC_ISSUER: 'http://login.example.org' }],
    ['PLEDGEBOOK_OIDC_ISSUER', { PLEDGEBOOK_OIDC_ISSUER: 'http://127.0.0.1.example.org' }],
    ['PLEDGEBOOK_OIDC_ISSUER', { PLEDGEBOOK_OIDC_ISSUER: 'https://me:secret@example.org' }],
    ['PLEDGEBOOK_OIDC_ISSUER', { PLEDGEBOOK_OIDC_ISSUER: `${ISSUER}?a=b` }],
    ['PLEDGEBOOK_OIDC_AUDIENCE', { PLEDGEBOOK_OIDC_AUDIENCE: undefined }],
    ['PLEDGEBOOK_OIDC_TOKEN_TYPE', { PLEDGEBOOK_OIDC_TOKEN_TYPE: 'an access token' }],
    ['PLEDGEBOOK_OIDC_CLOCK_SKEW', { PLEDGEBOOK_OIDC_CLOCK_SKEW: '1h' }],
    ['PLEDGEBOOK_OIDC_CLOCK_SKEW', { PLEDGEBOOK_OIDC_CLOCK_SKEW: '301' }],
    ['PLEDGEBOOK_OIDC_AUDIENZ', { PLEDGEBOOK_OIDC_AUDIENZ: 'pledgebook' }],
  ])('is refused by the name of what is wrong: %s', (name, said) => {
    expect(() => oidcSettingsIn({ ...least, ...said })).toThrow(name);
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1:1', 'http://[::1]:1'])(
    'may be on this machine over plain HTTP: %s',
    (issuer) => {
      expect(oidcSettingsIn({ ...least, PLEDGEBOOK_OIDC_ISSUER: issuer })).toMatchObject({ issuer });
    },
  );
});
