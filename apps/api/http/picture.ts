import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse, Refused } from '#kernel';
import type { Visits } from './visits.ts';

/** Under the address of a page: what it says, drawn, for those who show a link to it. */
const PICTURE = 'picture.png';
/** What stands after the address of a page in that of its picture. */
const ENDING = new RegExp(`/?${PICTURE.replace('.', '\\.')}(?=\\?|$)`);

/** A face that is there on every machine, for Latin, Greek, Cyrillic, Arabic and Hebrew. */
const FACES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
/** What it has no signs for is drawn by a face of the machine's own, where there is one; looking for it takes long. */
const OTHER_SIGNS = /[\u0800-\u1DFF\u2E80-\uD7FF\uF900-\uFAFF\u{10000}-\u{3FFFF}]/u;

const fontFiles = (): string[] => {
  const { resolve } = createRequire(import.meta.url);
  const folder = join(dirname(resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  return FACES.map((face) => join(folder, face));
};

/** Draws a picture aside from the thread that answers. */
async function png(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const font = {
    fontFiles: fontFiles(),
    loadSystemFonts: OTHER_SIGNS.test(svg),
    defaultFontFamily: 'DejaVu Sans',
  };
  return (await renderAsync(svg, { font })).asPng();
}

/** The language that the address of a picture names: those who ask for one say none. */
const languageIn = ({ query }: FastifyRequest): string => {
  const { language } = query as { readonly language?: unknown };
  return typeof language === 'string' ? language.slice(0, 20) : 'en';
};

/** Serves the pictures of pages, each at the address of its page. */
export function servePictures(fastify: FastifyInstance, visits: Visits, pages: readonly string[]): void {
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const program = await visits.program;
    if (!program) throw new Refused(refuse('not-found', 'Nothing is drawn here: the page was not built.'));
    const url = request.url.replace(ENDING, '') || '/';
    const { status, svg } = await program.picture(visits.of(request, url, languageIn(request)));
    return reply
      .status(status)
      .type('image/png')
      .header('cache-control', 'no-cache')
      .send(await png(svg));
  };
  for (const page of pages) fastify.get(`${page === '/' ? '' : page}/${PICTURE}`, show);
}
