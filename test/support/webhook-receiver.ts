import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** What a server is told so that it posts to a test on this machine. */
export const POSTING = {
  PLEDGEBOOK_WEBHOOK_NETWORKS: '127.0.0.0/8',
  PLEDGEBOOK_WEBHOOK_HTTP: 'allowed',
};

/** A message as it arrived, that was signed by who should have sent it. */
export interface Received {
  readonly id: string;
  readonly path: string;
  /** As it stood in the request. */
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}
/** Answers a message: with a status, or in a way of its own. */
type Reply = (message: Received, response: ServerResponse) => number | void;

/**
 * A service that takes webhooks, as the specification of Standard Webhooks has it, with its reference library: what is not
 * signed by a secret that it knows, it refuses.
 */
export class WebhookReceiver {
  /** What was taken, or answered as the test has it, in order. */
  readonly received: Received[] = [];
  readonly refused: string[] = [];
  readonly secrets = new Map<string, string>();
  /** What answers at a path, where 204 does not. */
  readonly replies = new Map<string, Reply>();
  private wake = Promise.withResolvers<void>();

  private constructor(private readonly server = createServer()) {
    server.on('request', async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
      this.take({ path: request.url ?? '', body, headers: request.headers }, response);
    });
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  addressOf(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  at(path: string): readonly Received[] {
    return this.received.filter((one) => one.path === path);
  }

  /** Until something is as a test says. */
  async until<A>(what: () => A | undefined | false): Promise<A> {
    for (;;) {
      const found = what();
      if (found !== undefined && found !== false) return found;
      await this.wake.promise;
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private take(arrived: Omit<Received, 'id'>, response: ServerResponse): void {
    const { path, body, headers } = arrived;
    const message = { ...arrived, id: String(headers['webhook-id']) };
    try {
      const secret = this.secrets.get(path);
      if (secret !== undefined) new Webhook(secret).verify(body, headers as Record<string, string>);
      this.received.push(message);
      const status = this.replies.has(path) ? this.replies.get(path)?.(message, response) : 204;
      if (status !== undefined) response.writeHead(status).end(status < 300 ? undefined : 'not today');
    } catch (error) {
      this.refused.push((error as Error).message);
      response.writeHead(401).end();
    }
    this.wake.resolve();
    this.wake = Promise.withResolvers<void>();
  }
}
