import { streamNameFilter, type Filter } from '@kurrent/kurrentdb-client';

/** `<category>-<kind>-<entity>`; a category of ours has no dot, and no `$`, with which the server's own streams begin. */
const OURS = /^[^-.$]+-[^-]+-[^-]+$/;
/** What a store may be called: neither a dash nor a dot, so that a category is told from what stands before it. */
const NAME = /^[a-z][a-z0-9_]*$/;

/**
 * What streams are called on the server. KurrentDB has no databases: several stores share a cluster by a name before
 * each stream's, `<store>.<category>-<kind>-<entity>`, whose category is then `<store>.<category>`. A store without a
 * name takes no notice of those that have one.
 */
export class StreamNames {
  private readonly before: string;
  /** What `$all` is read by, on the server: neither its own streams nor links in them come over the network. */
  readonly filter: Filter;

  /** @throws TypeError a store cannot be called so */
  constructor(store = '') {
    if (store !== '' && !NAME.test(store)) throw new TypeError(`no name for a store: ${store}`);
    this.before = store === '' ? '' : `${store}.`;
    this.filter = store === '' ? streamNameFilter({ regex: '^[^$]' }) : this.filterOf('');
  }

  onServer(stream: string): string {
    return `${this.before}${stream}`;
  }

  /** What a stream of the server is called here; undefined where it is not of this store. */
  here(stream: string): string | undefined {
    if (!stream.startsWith(this.before)) return undefined;
    const name = stream.slice(this.before.length);
    return OURS.test(name) ? name : undefined;
  }

  filterOf(category: string): Filter {
    return streamNameFilter({ prefixes: [this.onServer(category === '' ? '' : `${category}-`)] });
  }

  /** The stream of links that the system projection `$by_category` writes. */
  linksOf(category: string): string {
    return `$ce-${this.onServer(category)}`;
  }
}
