import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Configuration } from '#configuration';
import type { Answer, PageProgram, Visit } from './rendering.ts';
import { weighedIn } from './weighed.ts';

/** Where the build leaves the page's program for the server, seen from the page's files. */
const PROGRAM = '../page-server/view.js';

/** What the caller's browser says of languages, the best liked first. */
const tagsIn = (header = ''): string[] =>
  weighedIn(header.slice(0, 200))
    .filter(({ value, weight }) => weight > 0 && value !== '*')
    .sort((a, b) => b.weight - a.weight)
    .map(({ value }) => value);

/** The headers by which the API knows from where it is asked. */
const fromWhere = ({ headers }: FastifyRequest) =>
  Object.fromEntries(
    ['forwarded', 'x-forwarded-for'].flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );

/** Asks the API in place of a caller, without a token whatever it brought, and counted as the caller's. */
const askingFor =
  (fastify: FastifyInstance, request: FastifyRequest) =>
  async (question: string, locale: string): Promise<Answer> => {
    const response = await fastify.inject({
      method: 'GET',
      url: question,
      remoteAddress: request.socket.remoteAddress ?? '',
      headers: {
        ...fromWhere(request),
        accept: 'application/json',
        'accept-language': locale,
        'x-request-id': request.id,
      },
    });
    const { statusCode: status } = response;
    if (status === 200) return { state: 'answered', answer: response.json() };
    if (status === 429 || status < 400 || status >= 500) return undefined;
    return { state: 'refused', problem: response.json() };
  };

/** How people know the book, where that is not as they come to it, and how long a page waits for its answers. */
export type PageConfiguration = Pick<Configuration, 'publicUrl' | 'pageSeconds'>;

/** Those who come to the page, as its program for the server is told of them. */
export class Visits {
  private loaded: Promise<PageProgram | undefined> | undefined;

  /** @param made the folder of the page's files */
  constructor(
    private readonly fastify: FastifyInstance,
    private readonly made: string,
    private readonly configured: PageConfiguration,
  ) {}

  /** The page's program, loaded when it is first needed; undefined where it was not built. */
  get program(): Promise<PageProgram | undefined> {
    const file = join(this.made, PROGRAM);
    return (this.loaded ??= existsSync(file)
      ? (import(pathToFileURL(file).href) as Promise<PageProgram>)
      : Promise.resolve(undefined));
  }

  /**
   * @param url the path and query of the page that is asked for
   * @param language where it is not the browser's
   */
  of(request: FastifyRequest, url = request.url, language?: string): Visit {
    return {
      url,
      origin: this.configured.publicUrl || `${request.protocol}://${request.host}`,
      tags: language === undefined ? tagsIn(request.headers['accept-language']) : [language],
      ask: askingFor(this.fastify, request),
      withinMs: this.configured.pageSeconds * 1000,
    };
  }
}
