import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { ServedBook, type Answer, type Party } from '../support/served-book.ts';

const MADE = join(import.meta.dirname, '../../dist/page');
const UNKNOWN = `ptn_${'0'.repeat(26)}`;
/** What somebody wrote who would have the page run it. */
const SCRIPT = '</script><script>alert(1)</script>';

/** What goes over the wire: `fetch` would unpack it. */
const overTheWire = (url: string, encoding: string) =>
  new Promise<{ encoding: string | undefined; bytes: number; kept: string | undefined }>(
    (resolve, reject) => {
      const sent = request(url, { headers: { 'accept-encoding': encoding } }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => {
          const { 'content-encoding': how, 'cache-control': kept } = response.headers;
          resolve({ encoding: how, bytes, kept });
        });
      });
      sent.on('error', reject).end();
    },
  );

describe('the first view of a page', () => {
  let served: ServedBook;
  let party: Party;
  let partnership: string;
  let commitment: string;
  /** When all of it was recorded. */
  let moment: string;
  beforeAll(async () => {
    // However long a busy machine takes: a page goes without the answers that come later.
    served = await ServedBook.open(undefined, { environment: { PLEDGEBOOK_PAGE_SECONDS: '60' } });
    party = await served.party('Ministry of Water');
    const scope = { places: ['CO'], sdgTargets: ['6.3'] };
    const convened = await party.done('/v1/partnerships', { title: `Lakes ${SCRIPT}`, problem: 'P', scope });
    partnership = convened.body.ids.partnership;
    const made = await party.done(`/v1/partnerships/${partnership}/make-commitment`, {
      statement: 'Build two plants',
      kind: 'financial',
      money: { amount: '12000000', currency: 'USD' },
    });
    commitment = made.body.ids.commitment;
    const audience = { to: 'participants' };
    await party.done(`/v1/partnerships/${partnership}/disclose-interest`, { text: 'zebra', audience });
    await served.settled();
    moment = new Date().toISOString();
  });
  afterAll(() => served.close());

  const seen = (path: string, headers = {}): Promise<Answer> => served.anybody().ask(path, headers);
  const inHead = ({ text }: Answer, name: string): string =>
    new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`)
      .exec(text)?.[1]
      ?.replaceAll(/\s/g, ' ') ?? '';
  const bodyOf = ({ text }: Answer): string =>
    text.slice(text.indexOf('<body'), text.indexOf('<script type="application/json"'));

  it('says what it is of to those who show a link, and all of its figures to those who run no script', async () => {
    const page = await seen(`/partnerships/${partnership}`);
    expect(page.status).toBe(200);
    expect(inHead(page, 'og:title')).toContain('Lakes');
    for (const name of ['description', 'og:description'])
      expect(inHead(page, name)).toBe('USD 12M promised by 1 organisation, nothing paid yet.');
    expect(inHead(page, 'og:url')).toBe(new URL(`/partnerships/${partnership}`, served.server.url).href);
    expect(bodyOf(page)).toContain('Build two plants');
    expect(bodyOf(page)).not.toMatch(/aria-busy="true"|Loading…/);
  });

  it('of a duplicate points to the listing that is kept, and that one says how else it is listed', async () => {
    const [itu, operator] = [await served.party('ITU'), await served.party('Operations', ['operator'])];
    const listing = { name: 'Union of Telegraphs' };
    const { organisation: twice } = (await party.done('/v1/organisations/register-organisation', listing))
      .body.ids;
    const reason = 'Its name until 1932';
    await operator.done(`/v1/organisations/${twice}/join-duplicate`, { kept: itu.id, reason });
    await served.settled();
    const words = async (id: string) => {
      const text = bodyOf(await seen(`/organisations/${id}`)).replaceAll(/<[^>]*>/g, '');
      return text.replaceAll(/\s+/g, ' ');
    };
    expect(await words(twice)).toMatch(/A duplicate of ITU, to which it was joined on .*Its name until 1932/);
    expect(await words(itu.id)).toMatch(/Also listed as ?Union of Telegraphs.*Its name until 1932/);
  });

  it('is drawn for its moment, at an address that those who show a link are given', async () => {
    const pictureAt = async (path: string) => {
      const page = await seen(path);
      const address = inHead(page, 'og:image').replaceAll('&amp;', '&');
      const response = await fetch(address);
      const bytes = Buffer.from(await response.arrayBuffer());
      return { status: response.status, type: response.headers.get('content-type'), address, bytes };
    };
    const now = await pictureAt(`/partnerships/${partnership}`);
    const then = await pictureAt(`/partnerships/${partnership}?asOf=${moment}`);
    for (const { status, type, bytes } of [now, then]) {
      expect([status, type]).toEqual([200, 'image/png']);
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    }
    expect(then.address).toContain(`asOf=${encodeURIComponent(moment)}`);
    expect(then.bytes.equals(now.bytes)).toBe(false);
    const nowhere = await fetch(new URL(`/partnerships/${UNKNOWN}/picture.png`, served.server.url));
    expect(nowhere.status).toBe(404);
  });

  it('is in the language that its reader likes best, and says which', async () => {
    const page = await seen(`/partnerships/${partnership}`, {
      'accept-language': 'de, fr-FR;q=0.9, en;q=0.1',
    });
    expect(page.text).toMatch(/^<!doctype html>\s*<html lang="fr">/);
    expect(inHead(page, 'description')).toMatch(/^12 M USD promis par 1 organisation/);
    expect(page.headers.get('content-language')).toBe('fr');
    expect(page.headers.get('vary')).toMatch(/accept-language/);
  });

  it('answers 404 where nothing is, or nothing was at that moment, and 400 where nothing can be', async () => {
    const statuses = Object.fromEntries(
      await Promise.all(
        [
          `/partnerships/${partnership}/commitments/${commitment}`,
          `/partnerships/${partnership}?asOf=2001-01-01`,
          `/partnerships/${UNKNOWN}`,
          `/events/evt_${'0'.repeat(26)}`,
          `/partnerships/${partnership}?asOf=2999-01-01`,
          `/partnerships/${partnership}?status=nonsense`,
          '/?asOf=nonsense',
        ].map(async (path) => [
          path.replace(partnership, 'p').replace(commitment, 'c'),
          (await seen(path)).status,
        ]),
      ),
    );
    expect(statuses).toEqual({
      '/partnerships/p/commitments/c': 200,
      '/partnerships/p?asOf=2001-01-01': 404,
      [`/partnerships/${UNKNOWN}`]: 404,
      [`/events/evt_${'0'.repeat(26)}`]: 404,
      '/partnerships/p?asOf=2999-01-01': 400,
      '/partnerships/p?status=nonsense': 400,
      '/?asOf=nonsense': 400,
    });
  });

  it('runs nothing that somebody wrote, neither in what is shown nor in the answers sent along', async () => {
    const { text } = await seen(`/partnerships/${partnership}`);
    expect(text).not.toContain('<script>alert');
    const sent = /<script type="application\/json" id="answers">(.*?)<\/script>/s.exec(text)?.[1] ?? '';
    const { answers } = JSON.parse(sent);
    const [, overview] = answers.find(
      ([question]: [string]) => question === `/v1/partnerships/${partnership}`,
    );
    const { body } = await served.anybody().ask(`/v1/partnerships/${partnership}`);
    expect(overview).toEqual({ state: 'answered', answer: body });
  });

  it('is what anybody may see, whoever asks for it with whatever token', async () => {
    const path = `/partnerships/${partnership}`;
    const [anybody, inside] = [await seen(path), await party.ask(path)];
    expect(inside.text).toBe(anybody.text);
    expect(anybody.text).not.toMatch(/zebra|dsc_/);
  });

  it('goes over the wire compressed, as do the files of the page, which are kept for ever', async () => {
    const at = (path: string, encoding: string) =>
      overTheWire(new URL(path, served.server.url).href, encoding);
    const script = readdirSync(MADE).find((name) => /^main-\w+\.js$/.test(name));
    for (const path of [`/partnerships/${partnership}`, `/page/${script}`]) {
      const plain = await at(path, 'identity');
      expect(plain.encoding).toBeUndefined();
      for (const encoding of ['br', 'gzip']) {
        const told = await at(path, encoding);
        expect(told.encoding).toBe(encoding);
        expect(told.bytes).toBeLessThan(plain.bytes / 2);
        expect(told.kept).toBe(plain.kept);
      }
    }
    expect((await at(`/page/${script}`, 'br')).kept).toBe('public, max-age=31536000, immutable');
  });
});
