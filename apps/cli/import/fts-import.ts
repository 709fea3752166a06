import {
  NotListed,
  organisationKey,
  planImport,
  type FtsFile,
  type ImportRecord,
  type Listing,
} from '#interchange';
import { pick } from '#kernel';
import { ProblemAnswer, type Client } from '../client.ts';
import { bring, type Brought } from './bring.ts';
import { corroborate } from './corroborate.ts';
import { SourceOrganisations, type Unproven } from './source-organisations.ts';
import { endGone, isMany, missingFrom, type Gone, type Missing } from './gone.ts';
import { standingRecords, type Standing } from './standing.ts';

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
  /** Came back in the source, and took up what had ended. */
  readonly resumed: number;
  /** What the source said that cannot be said here. */
  readonly notFollowed: readonly Missed[];
  /** What the source has no more. */
  readonly gone: readonly Gone[];
  /** How many of these were ended. */
  readonly ended: number;
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
  /** End what the source has no more, as removed; `sure`: also where that is more than a tenth. */
  readonly complete?: { readonly sure: boolean };
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
}

/** Brings FTS files into a book, through the same commands as everybody. */
export class FtsImport {
  private readonly commitments = new Map<string, string>();
  private readonly counts = { new: 0, amended: 0, unchanged: 0, resumed: 0 };
  private ended = 0;
  private readonly notFollowed: Missed[] = [];
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
   * @throws TooManyGone more than a tenth of what these searches had is gone, and nobody said that it is meant
   * @throws Unreachable the server is not there; another run goes on with the rest
   */
  async run(files: readonly FtsFile[]): Promise<Outcome> {
    const plan = planImport(files);
    const { organisations, records, problems, whole } = plan;
    this.missed.push(...problems);
    const standing = await standingRecords(this.client, this.options.partnership, 'fts');
    const { records: known, today } = standing;
    const missing = missingFrom(plan, known);
    const { complete } = this.options;
    if (complete && !complete.sure && isMany(missing)) throw new TooManyGone(missing);
    for (const [record, { commitment }] of known) this.commitments.set(record, commitment);
    const ids = { organisations: await this.register(organisations), commitments: this.commitments };
    for (const wave of wavesOf(records))
      await this.each(wave, records.length, async (record) => {
        const to = { client: this.client, partnership: this.options.partnership, ids };
        const brought = await bring(record, known.get(record.record), { ...to, whole, today });
        this.count(record, brought);
        await this.corroborate(record, { ...to, ...pick(brought, ['commitment', 'entry']) });
      });
    if (complete) await this.endGone(missing.gone, known);
    const { missed, unproven, freshness, corroborations, interrupted, notFollowed, ended } = this;
    const { gone } = missing;
    return {
      ...this.counts,
      corroborations,
      missed,
      notFollowed,
      gone,
      ended,
      unproven,
      interrupted,
      freshness,
    };
  }

  private get interrupted(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  /** One after another: they are few. */
  private async endGone(gone: readonly Gone[], known: Standing['records']): Promise<void> {
    const { client, options } = this;
    for (const one of gone) {
      if (this.interrupted) return;
      try {
        this.freshness =
          (await endGone(one, { client, partnership: options.partnership, known })) ?? this.freshness;
        if (one.kept === undefined) this.ended++;
      } catch (error) {
        if (!isOfOne(error)) throw error;
        this.notFollowed.push({
          file: `record ${one.record}`,
          reason: `gone, and not ended: ${error.message}`,
        });
      }
    }
  }

  private count({ record, file, row }: ImportRecord, brought: Brought): void {
    const { commitment, how, freshness, notFollowed: reason } = brought;
    this.commitments.set(record, commitment);
    if (reason !== undefined) this.notFollowed.push({ file, row, reason });
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

/** So much is gone that files may be missing: nothing was said. */
export class TooManyGone extends Error {
  constructor({ gone, of }: Missing) {
    super(
      `${gone.length} of ${of} records that these searches had are gone, more than a tenth: nothing was brought in. Are all files there? If they are, say --yes.`,
    );
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
