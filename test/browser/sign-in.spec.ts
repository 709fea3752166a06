import { oidcSettingsIn, type OidcSettings } from '#identity';
import { register } from '../../apps/api/organisations.ts';
import { AUDIENCE, IdentityProvider } from '../support/identity-provider.ts';
import { ServedBook } from '../support/served-book.ts';
import { settled, Visitor } from './browser.ts';

describe('who signs in on the page, by the provider that the book names', () => {
  let provider: IdentityProvider;
  let served: ServedBook;
  let itu: string;
  let visitor: Visitor | undefined;
  beforeAll(async () => {
    provider = (await IdentityProvider.start()).knows('ann', {
      organisation: 'XM-DAC:41302',
      roles: ['participant'],
    });
    const oidc = oidcSettingsIn({
      PLEDGEBOOK_OIDC_ISSUER: provider.issuer,
      PLEDGEBOOK_OIDC_AUDIENCE: AUDIENCE,
      PLEDGEBOOK_OIDC_CLIENT_ID: 'the-page',
    }) as OidcSettings;
    served = await ServedBook.open(undefined, { oidc });
    itu = await register(served.book, {
      name: 'ITU',
      reason: 'Seen',
      identifier: { agency: 'XM-DAC', number: '41302' },
    });
    const { origin } = new URL(served.server.url);
    await provider.knowsPage('the-page', `${origin}/signed-in`).rotate('first');
    visitor = await Visitor.of(origin);
  }, 300_000);
  afterAll(async () => {
    await visitor?.close();
    await served.close();
    await provider.stop();
  });
  const signIn = async () => {
    const page = await visitor?.open('/organisations/org_00000000000000000000000000');
    await page?.getByText('Sign in', { exact: false }).first().click();
    await page?.getByRole('button', { name: /Sign in/ }).click();
    return page;
  };

  it('comes back to where it was, speaks as its organisation, and leaves nothing behind', async () => {
    provider.atTheScreen = 'ann';
    const page = await signIn();
    if (!page) return;
    await page.getByText('ITU').first().waitFor();
    await settled(page);
    expect(page.url()).toContain('/organisations/org_0');
    expect(
      await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])'),
    ).toBe(JSON.stringify([{}, {}, '']));
    await page.context().close();
  }, 300_000);

  it('reads of its identifier whether that is its own word or an operator’s', async () => {
    const claiming = { name: 'Claims', identifier: { agency: 'XI-LEI', number: '8' } };
    const { body } = await served
      .withToken(await provider.tokenOf('ann'))
      .done('/v1/organisations/register-organisation', claiming);
    await served.settled();
    const told = [
      [itu, 'en', 'proven'],
      [itu, 'fr', 'prouvé'],
      [itu, 'es', 'probado'],
      [body.ids.organisation, 'en', 'claimed'],
      [body.ids.organisation, 'fr', 'déclaré'],
      [body.ids.organisation, 'es', 'declarado'],
    ];
    for (const [id, language, word] of told) {
      const page = await visitor?.open(`/organisations/${id}`, { locale: language });
      if (!page) return;
      await page.locator('dl.known').getByText(`(${word}`).waitFor();
      await page.context().close();
    }
  }, 300_000);

  it('is told where it did not want to, and may go on as anybody', async () => {
    provider.atTheScreen = undefined;
    const page = await signIn();
    if (!page) return;
    await page.getByRole('alert').first().waitFor();
    await page.context().close();
  }, 300_000);
});
