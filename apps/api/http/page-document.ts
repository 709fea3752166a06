import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { alternatesOf } from './alternates.ts';
import type { View } from './rendering.ts';
import type { Visits } from './visits.ts';

/** A document, and the status that it is answered with. */
export interface PageDocument extends Pick<View, 'status' | 'language'> {
  readonly html: string;
}

/** Writes the documents of the page. Whatever goes wrong with what it shows, there is one: its script makes the page. */
export class PageDocuments {
  private readonly template: string;

  /** @param made the folder of the page's files */
  constructor(
    made: string,
    private readonly visits: Visits,
    private readonly logger: Logger,
  ) {
    this.template = readFileSync(join(made, 'index.html'), 'utf8');
  }

  /** As its script makes it: nothing is shown before that runs. */
  get bare(): PageDocument {
    return { status: 200, language: 'en', html: this.template };
  }

  async of(request: FastifyRequest): Promise<PageDocument> {
    const { html, ...document } = await this.shown(request);
    return { ...document, html: html.replace('</head>', () => `${alternatesOf(request.url)}</head>`) };
  }

  private async shown(request: FastifyRequest): Promise<PageDocument> {
    try {
      const program = await this.visits.program;
      if (!program) return this.bare;
      const { status, language, ...view } = await program.view(this.visits.of(request));
      return { status, language, html: this.filled({ language, ...view }) };
    } catch (err) {
      this.logger.error({ err, correlationId: request.id }, 'failed to show a page');
      return this.bare;
    }
  }

  private filled({ language, head, page, answers }: Omit<View, 'status'>): string {
    const data = `<script type="application/json" id="answers">${answers}</script>`;
    return this.template
      .replace('<html lang="en">', () => `<html lang="${language}">`)
      .replace('<title>Pledgebook</title>', () => head)
      .replace(/<!--page-->[^]*<!--\/page-->/, () => page)
      .replace('</body>', () => `${data}</body>`);
  }
}
