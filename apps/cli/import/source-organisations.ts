import { setTimeout as pause } from 'node:timers/promises';
import type { Listing } from '#interchange';
import { identifierKey, type DirectoryEntry, type Identifier } from '#organisation';
import { pages, ProblemAnswer, type Client } from '../client.ts';

/** A mandate that was given just now is shown within moments: so often is it looked for, so many milliseconds apart. */
const [LOOKS, APART] = [20, 100];

/** An identifier that organisations claim and that is proven for nobody whom an import may follow by it. */
export interface Unproven {
  /** As `AGENCY:number`. */
  readonly identifier: string;
  /** Who is listed under it. */
  readonly claimant?: string;
  /** Which organisation stands for it in what is imported; none, where that one's identifier is claimed, too. */
  readonly organisation?: string;
}
interface Importing {
  readonly client: Client;
  readonly partnership: string;
  readonly system: string;
}
type Named = Omit<Listing, 'identifier'> & { readonly identifier: Identifier };
type Row = Pick<DirectoryEntry, 'organisation' | 'identifier' | 'alsoProven' | 'joinedTo'>;

/**
 * The organisations of a source by its identifiers. Followed is an identifier that an operator has proven, or by which
 * whoever imports from this source into this book listed another. What an organisation says of itself is its own word
 * and puts no record in its mouth: one that stands in for it is listed beside.
 */
export class SourceOrganisations {
  readonly unproven: Unproven[] = [];
  private readonly proven = new Map<string, string>();
  private readonly followed = new Map<string, string>();
  private readonly claimed = new Map<string, string>();

  private constructor(
    private readonly importing: Importing,
    private readonly importers: ReadonlySet<string>,
  ) {}

  /**
   * Reads what is listed, once.
   *
   * @throws ProblemAnswer there is no such partnership, or nobody has its mandate for the source
   */
  static async read(importing: Importing): Promise<SourceOrganisations> {
    const known = new SourceOrganisations(importing, await importersOf(importing));
    for await (const { rows } of pages<Row>(importing.client, '/v1/organisations', { limit: '1000' }))
      for (const row of rows) known.take(row);
    return known;
  }

  /** Which organisation an import speaks of; it is listed where it was not. Undefined: there is none that it may follow. */
  async idOf(listing: Listing): Promise<string | undefined> {
    const key = identifierKey(listing.identifier);
    const standIn = { ...listing, identifier: this.standInFor(listing.identifier) };
    const stood = this.followed.get(identifierKey(standIn.identifier));
    const known = this.proven.get(key) ?? (stood === undefined ? await this.listed(listing) : undefined);
    if (known !== undefined) return known;
    const organisation = stood ?? (await this.listed(standIn));
    const claimant = this.claimed.get(key);
    this.unproven.push({
      identifier: key,
      ...(claimant === undefined ? {} : { claimant }),
      ...(organisation === undefined ? {} : { organisation }),
    });
    return organisation;
  }

  /** What a duplicate is known by means the listing that it was joined to. */
  private take({ organisation: listed, identifier, alsoProven = [], joinedTo }: Row): void {
    const organisation = joinedTo?.organisation ?? listed;
    for (const key of alsoProven) this.proven.set(key, organisation);
    if (!identifier) return;
    const { proven, claimedBy } = identifier;
    const where = proven ? this.proven : this.follows(listed, claimedBy) ? this.followed : this.claimed;
    where.set(identifierKey(identifier), organisation);
  }

  private follows(organisation: string, claimedBy: unknown): boolean {
    return claimedBy !== organisation && this.importers.has(String(claimedBy));
  }

  /** The source's number under a name that says in which book it is meant: one listing, whoever imports, however often. */
  private standInFor({ agency, number }: Identifier): Identifier {
    return { agency: `${agency} (${this.importing.partnership})`, number };
  }

  /** The organisation under this identifier, listed where nobody is; undefined: it is one that is not followed. */
  private async listed(listing: Named): Promise<string | undefined> {
    const key = identifierKey(listing.identifier);
    if (this.followed.has(key) || this.claimed.has(key)) return this.followed.get(key);
    try {
      const { client } = this.importing;
      return (await client.command('/v1/organisations/register-organisation', listing)).ids['organisation'];
    } catch (error) {
      if (!(error instanceof ProblemAnswer) || error.problem.code !== 'identifier-taken') throw error;
      const { proven, claimedBy } = error.problem;
      const organisation = String(error.problem['organisation']);
      if (proven === true || this.follows(organisation, claimedBy)) return organisation;
      this.claimed.set(key, organisation);
      return undefined;
    }
  }
}

/** Who has the book's mandate for the source. */
async function importersOf({ client, partnership, system }: Importing): Promise<ReadonlySet<string>> {
  interface Book {
    readonly mandates: readonly { readonly organisation: string; readonly source: string }[];
  }
  for (let look = 1; ; look++) {
    const { mandates } = await client.get<Book>(`/v1/partnerships/${partnership}`);
    const own = mandates.filter(({ source }) => source === system);
    if (own.length > 0) return new Set(own.map(({ organisation }) => organisation));
    if (look === LOOKS)
      throw new ProblemAnswer(403, {
        code: 'no-mandate',
        detail: `Nobody holds a mandate to record from "${system}" in this book: an active participant gives one (GrantMandate).`,
      });
    await pause(APART);
  }
}
