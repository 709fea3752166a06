import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

const { parse, parseCIDR } = ipaddr;

/** What webhooks may reach beside public addresses by https. */
export interface TargetSettings {
  /** Networks such as `10.0.0.0/8`, in which an address may lie that is not public. */
  readonly networks: readonly string[];
  /** Whether http will do. */
  readonly http: boolean;
}

/** The addresses of a name, as text. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** A target that is not posted to. */
export class Forbidden extends Error {}

/** Where an IPv4 address stands in an IPv6 one, its last 32 bits: mapped (RFC 4291), and by NAT64 (RFC 6052). */
const CARRYING = ['::ffff:0:0/96', '64:ff9b::/96'].map((range) => ipaddr.IPv6.parseCIDR(range));
/** What is assigned for use everywhere (RFC 4291 section 2.4; IANA's registry of IPv6 address space). */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3');

const isIPv6 = (address: IPv4 | IPv6): address is IPv6 => address.kind() === 'ipv6';

/** The address that a connection comes to in the end: of a form of IPv6 that carries one of IPv4, that one. */
function reached(address: string): IPv4 | IPv6 {
  const parsed = parse(address.split('%', 1)[0] ?? '');
  if (!isIPv6(parsed) || !CARRYING.some((range) => parsed.match(range))) return parsed;
  return parse(parsed.toByteArray().slice(-4).join('.'));
}

/**
 * Whether an address may be posted to: it is public, or lies in a network that is allowed. Loopback, link-local, private,
 * shared, documentation, multicast and reserved ones are not public, nor are those that carry them, nor tunnels.
 */
export function isAllowed(address: string, { networks }: Pick<TargetSettings, 'networks'>): boolean {
  const own = reached(address);
  const isNamed = networks.some((network) => {
    const [of, bits] = parseCIDR(network);
    return of.kind() === own.kind() && own.match(of as never, bits);
  });
  if (isNamed) return true;
  return own.range() === 'unicast' && (!isIPv6(own) || own.match(GLOBAL));
}

const forbidden = (address: string): Forbidden =>
  new Forbidden(`${address} is no public address, and no network in which it lies is allowed`);

/** The host of an address, without the brackets of IPv6. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** What is wrong with an address whatever its name resolves to; undefined: nothing. */
export function targetProblem(text: string, settings: TargetSettings): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['https:', ...(settings.http ? ['http:'] : [])].includes(url.protocol))
    return settings.http ? 'It takes an address by https or http.' : 'It takes an address by https.';
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return 'The address has neither a user nor a fragment: a message is known by its signature.';
  const host = hostOf(url);
  return isIP(host) > 0 && !isAllowed(host, settings) ? `${forbidden(host).message}.` : undefined;
}

/** How long name servers may take, in milliseconds, and how often each is asked. */
const NAMES = { timeout: 2_000, tries: 2 };

/**
 * Addresses by DNS alone. The system's own way (`getaddrinfo`) has few places for whoever waits, in a process: names
 * whose servers do not answer would hold up everybody's.
 */
export const byDns: Resolve = async (name) => {
  const resolver = new Resolver(NAMES);
  const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const addresses = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  if (addresses.length > 0) return addresses;
  throw new Error(`${name} has no address`, { cause: (found[0] as PromiseRejectedResult).reason });
};

/**
 * What a connection finds the addresses of a target by: each is looked at, and what was looked at is what is connected
 * to, so that a name cannot mean another one meanwhile.
 */
export const checkedLookup =
  (settings: TargetSettings, resolve: Resolve): LookupFunction =>
  (name, { all }, done) => {
    resolve(name)
      .then((addresses) => {
        const refused = addresses.find((address) => !isAllowed(address, settings));
        if (refused !== undefined) throw forbidden(`${name} (${refused})`);
        return addresses.map((address) => ({ address, family: isIP(address) }));
      })
      .then(
        (found) => (all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family)),
        (error: Error) => done(error as NodeJS.ErrnoException, []),
      );
  };
