import {
  NotListed,
  organisationKey,
  planImport,
  type FtsFile,
  type ImportRecord,
  type Listing,
} from '#interchange';
import { ProblemAnswer, type Client } from '../client.ts';
import { bring, type Brought } from './bring.ts';
import { corroborate } from './corroborate.ts';
import { SourceOrganisations, type Unproven } from './source-organisations.ts';
import { standingRecords } from './standing.ts';

/** So many records are on their way at once: the server commits them in groups. */
const AT_ONCE = 16;
/** Refusals that every further record would get as well. */
const isHopeless = (code: string): boolean =>
  code.startsWith('token-') || ['no-mandate', 'partnership-unknown'].includes(code);

/** Whether it says something of one record alone. */
const isOfOne = (error: unknown): error is Error =>
  error instanceof NotListed ||
  (error instanceof ProblemAnswer && !isHopeless(error.problem.code) && error.status < 500);

/** A file, or a row of it, that did not go in. */
export interface Missed {
  readonly file: string;
  readonly row?: number;
  readonly reason: string;
  /** Of the refusal, where a command was refused. */
  readonly code?: string;
}
export interface Outcome {
  readonly new: number;
  readonly amended: number;
  readonly unchanged: number;
  /** What recipients reported themselves. */
  readonly corroborations: { readonly new: number; readonly unchanged: number };
  readonly missed: readonly Missed[];
  /** Whose identifiers no operator has proven, so that who claims them is not followed. */
  readonly unproven: readonly Unproven[];
  /** It was interrupted; another run goes on with the rest. */
  readonly interrupted: boolean;
  readonly freshness: string | undefined;
}
export interface ImportOptions {
  readonly partnership: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
}

/** Brings FTS files into a book, through the same commands as everybody. */
export class FtsImport {
  private readonly commitments = new Map<string, string>();
  private readonly counts = { new: 0, amended: 0, unchanged: 0 };
  private readonly corroborations = { new: 0, unchanged: 0 };
  private readonly missed: Missed[] = [];
  private readonly unproven: Unproven[] = [];
  private freshness: string | undefined;
  private done = 0;

  constructor(
    private readonly client: Client,
    private readonly options: ImportOptions,
  ) {}

  /**
   * @throws ProblemAnswer a refusal that every record would get: no mandate, no such partnership, no valid token
   * @throws Unreachable the server is not there; another run goes on with the rest
   */
  async run(files: readonly FtsFile[]): Promise<Outcome> {
    const { organisations, records, problems } = planImport(files);
    this.missed.push(...problems);
    const known = await standingRecords(this.client, this.options.partnership, 'fts');
    for (const [record, { commitment }] of known) this.commitments.set(record, commitment);
    const ids = { organisations: await this.register(organisations), commitments: this.commitments };
    for (const wave of wavesOf(records))
      await this.each(wave, records.length, async (record) => {
        const to = { client: this.client, partnership: this.options.partnership, ids };
        const brought = await bring(record, known.get(record.record), to);
        this.count(record, brought);
        await this.corroborate(record, { ...to, commitment: brought.commitment });
      });
    const { missed, unproven, freshness, corroborations, interrupted } = this;
    return { ...this.counts, corroborations, missed, unproven, interrupted, freshness };
  }

  private get interrupted(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  private count({ record }: ImportRecord, { commitment, how, freshness }: Brought): void {
    this.commitments.set(record, commitment);
    this.counts[how]++;
    this.freshness = freshness ?? this.freshness;
  }

  /** Beside the record, which is in whatever becomes of this. */
  private async corroborate(
    { corroboration }: ImportRecord,
    to: Parameters<typeof corroborate>[1],
  ): Promise<void> {
    if (!corroboration) return;
    const { how, freshness } = await corroborate(corroboration, to);
    this.corroborations[how]++;
    this.freshness = freshness ?? this.freshness;
  }

  /** Source organisations are listed, not joined; who is listed already is found by its identifier. */
  private async register(listings: readonly Listing[]): Promise<Map<string, string>> {
    const { client, unproven, options } = this;
    const listed = await SourceOrganisations.read({
      client,
      partnership: options.partnership,
      system: 'fts',
    });
    const ids = new Map<string, string>();
    for (const listing of listings) {
      if (this.interrupted) break;
      const organisation = await listed.idOf(listing);
      if (organisation !== undefined) ids.set(organisationKey(listing.identifier.number), organisation);
    }
    unproven.push(...listed.unproven);
    return ids;
  }

  /** All of them, some at once; a record that is refused is reported and the rest goes in. */
  private async each(
    records: readonly ImportRecord[],
    of: number,
    one: (record: ImportRecord) => Promise<void>,
  ): Promise<void> {
    const rest = records.values();
    const lane = async () => {
      for (const record of rest) {
        if (this.interrupted) return;
        try {
          await one(record);
        } catch (error) {
          if (!isOfOne(error)) throw error;
          this.missed.push(missedBy(error, record));
        }
        this.options.onProgress?.(++this.done, of);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  }
}

const missedBy = (error: Error, { file, row }: ImportRecord): Missed => ({
  file,
  row,
  reason: error.message,
  ...(error instanceof ProblemAnswer ? { code: error.problem.code } : {}),
});

/** Records that can go together: a part names its parent's commitment, so the parent's wave comes before. */
function wavesOf(records: readonly ImportRecord[]): ImportRecord[][] {
  const waves: ImportRecord[][] = [];
  const waveOf = new Map<string, number>();
  for (const record of records) {
    const parent = record.body.partOf?.commitment;
    const wave = parent === undefined ? 0 : (waveOf.get(parent) ?? -1) + 1;
    waveOf.set(record.record, wave);
    (waves[wave] ??= []).push(record);
  }
  return waves;
}
