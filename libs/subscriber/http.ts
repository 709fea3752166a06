import type { Filter } from './door.ts';
import { SubscriptionRefused } from './door.ts';
import { Interrupted } from './persistently.ts';

/** A book's public events over HTTP. */
export interface HttpDoor extends Filter {
  /** Where the book is, such as `https://book.example`. */
  readonly url: string;
  /** Sent with each request: a service that has a token is counted by itself. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The address of what is asked for. */
export function addressOf(
  { url, types = [], partnership, organisation, commitment }: HttpDoor,
  more: Readonly<Record<string, string | undefined>>,
): URL {
  const address = new URL('/v1/events', url);
  for (const type of types) address.searchParams.append('type', type);
  for (const [name, value] of Object.entries({ partnership, organisation, commitment, ...more }))
    if (value !== undefined) address.searchParams.set(name, value);
  return address;
}

/**
 * Asks, and gives the answer where there is one.
 *
 * @throws Interrupted nobody answers, or it is too busy
 * @throws SubscriptionRefused it is refused
 */
export async function ask(
  address: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(address, { headers, signal }).catch(interrupt);
  if (response.ok) return response;
  const { status, headers: said } = response;
  const text = await response.text().catch(interrupt);
  if (status === 429 || status >= 500) throw new Interrupted(`answered ${status}`, retryAfter(said));
  const { code = '', detail = text } = problemIn(text);
  throw new SubscriptionRefused(status, code, detail);
}

/** @throws Interrupted always: a connection was lost */
export const interrupt = (cause: unknown): never => {
  throw new Interrupted('the connection was lost', undefined, { cause });
};

/** `Retry-After` in milliseconds (RFC 9110, section 10.2.3): a book says it in seconds. */
function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function problemIn(text: string): { readonly code?: string; readonly detail?: string } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
