import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { notEmpty, type Log, type Restorable } from '#event-store';
import { FORMER_FEED, type Outbox } from '#outbox';
import { holdsSetAside, servesView } from '#projection-sqlite';
import type { KeyStore } from '#sealing';
import {
  nameOf,
  openKeys,
  openLogReadOnly,
  openOutbox,
  openRestorable,
  openWebhooks,
  openWebhooksReadOnly,
  type LogLocation,
  type StorageSettings,
} from '#storage';
import { acceptLoss, isLatest } from '../../api/latest-noted.ts';
import { FIRST, firstOf } from '../../api/store-identity.ts';
import { MOVED } from '../../api/query-context/log-positions.ts';
import { compareKeys, copyKeys } from './copy-keys.ts';
import { compareLogs, grown, type Compared } from './compare-logs.ts';
import { copyLog } from './copy-log.ts';
import { compareWebhooks, copyWebhooks, type MovingWebhooks } from './copy-webhooks.ts';
import { compareOutboxes, copyOutbox, refuseOtherOutbox, toldIn, unsettled } from './copy-outbox.ts';
import { ORDERS, type Heard } from './orders.ts';
import { isSamePlace, type Source } from './locations.ts';
import { refuseOtherSecrets } from './secrets.ts';

/** How many events go at once, at the most. */
const LIMIT = 1000;
/** What is done, one after the other. */
export type Step = 'moving' | 'comparing' | 'moving what was told' | 'moving keys';
export interface Migrating {
  readonly source: Source;
  readonly target: StorageSettings;
  readonly limit?: number;
  /** Ends it at a clean place. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: Step) => Heard;
}
/** What both stores have in common in the end. */
export interface Migrated extends Compared {
  readonly keys: number;
  /** Of the outbox; undefined where it stays where it is. */
  readonly messages?: number | undefined;
  /** Likewise, of those beside it. */
  readonly webhooks?: number | undefined;
}

/** Both stores, opened. */
interface Both {
  readonly source: { readonly stored: Log; readonly kept: KeyStore };
  readonly target: { readonly stored: Restorable; readonly kept: KeyStore };
  /** Undefined where the outbox stays where it is. */
  readonly outboxes:
    | { readonly source: Outbox; readonly target: Outbox; readonly webhooks: MovingWebhooks }
    | undefined;
}

/** Notes that tell of the log that they are beside, and are made anew where it goes to. */
const isOfLog = (note: string): boolean => isLatest(note) || note === MOVED;

/**
 * Moves a store into an empty one, on whichever engine: events and sealed records as they are, what was told outside, keys as
 * they are wrapped, the notes beside them. Killed, it goes on where it was when it is called again. Until all was compared, nothing opens
 * what stands there.
 *
 * @throws Error what is there is not empty, or the source or a secret is not as it has to be: by its name
 */
export async function migrate(migrating: Migrating): Promise<Migrated> {
  const opened: { close(): Promise<void> }[] = [];
  const open: Open = async (opening) => {
    const one = await opening;
    opened.push(one);
    return one;
  };
  const { source, target } = migrating;
  try {
    refuseMissing(source);
    const kept = await open(openKeys(source.keys, { readOnly: true }));
    const from = { kept, stored: await open(openLogReadOnly(source.events)) };
    const told = await open(openOutbox(source.outbox, { readOnly: true }));
    await refuseOtherSecrets({ ...target, events: source.events, keys: source.keys }, from);
    if ((await toldIn(told, from.stored)) === undefined) refuseFormerFeed(source);
    for (const place of [target.events, target.keys, target.outbox]) makeFolder(place);
    const stored = await open(openRestorable(target.events));
    const to = { stored, kept: await open(openKeys(target.keys)) };
    const outboxes = isSamePlace(source.outbox, target.outbox)
      ? undefined
      : {
          source: told,
          target: await open(openOutbox(target.outbox)),
          webhooks: await webhooksOf(migrating, open),
        };
    return await move({ source: from, target: to, outboxes }, migrating);
  } finally {
    for (const one of opened.toReversed()) await one.close();
  }
}

type Open = <O extends { close(): Promise<void> }>(opening: Promise<O>) => Promise<O>;
async function webhooksOf({ source, target }: Migrating, open: Open): Promise<MovingWebhooks> {
  const there = await openWebhooksReadOnly(source.outbox);
  if (there) await open(Promise.resolve(there));
  return { source: there, target: await open(openWebhooks(target.outbox)) };
}

function makeFolder(place: LogLocation): void {
  if (place.engine === 'sqlite') mkdirSync(dirname(place.file), { recursive: true, mode: 0o700 });
}

function refuseMissing({ events, keys, outbox, views }: Source): void {
  for (const place of [events, keys, outbox])
    if (place.engine === 'sqlite' && !existsSync(place.file))
      throw new Error(`${place.file} is missing: nothing is moved from there`);
  if (views !== undefined && holdsSetAside(views)) throw older(events);
}

/** Where nothing was told from an outbox yet: what an older Pledgebook told stands in its views. */
function refuseFormerFeed({ views }: Source): void {
  if (views !== undefined && servesView(views, FORMER_FEED)) throw unsettled();
}

const older = (events: LogLocation): Error =>
  new Error(
    `${nameOf(events)} was last opened by an older Pledgebook: open it once with this one, such as by \`pledgebook projections\`; nothing was changed`,
  );

async function move(both: Both, migrating: Migrating): Promise<Migrated> {
  const { source, target, outboxes } = both;
  const { limit = LIMIT, signal, onProgress } = migrating;
  await begin(both, migrating);
  const logs = { source: source.stored, target: target.stored, limit, signal };
  await copyLog({ ...logs, onProgress: onProgress?.('moving') });
  const compared = await compareLogs({ ...logs, onProgress: onProgress?.('comparing') });
  const telling = outboxes && { ...outboxes, logs: { ...logs, isMoved: compared.isMoved }, signal };
  if (telling) {
    await copyOutbox(telling, onProgress?.('moving what was told'));
    await copyWebhooks(telling.webhooks);
  }
  if (!telling && compared.isMoved) throw standing(migrating);
  const moving = { source: source.kept, target: target.kept, isOfLog };
  await copyKeys(moving, onProgress?.('moving keys'));
  await acceptLoss(target);
  if (compared.isMoved || (await source.kept.note(MOVED)) !== undefined)
    await target.kept.changeNote(MOVED, new Date().toISOString());
  const keys = await compareKeys(moving);
  const messages = telling && (await compareOutboxes(telling));
  const webhooks = telling && (await compareWebhooks(telling.webhooks));
  if (keys === undefined || (await isGrown(both))) throw grown();
  await target.stored.endRestoring();
  return { ...compared, keys, messages, webhooks };
}

const standing = ({ target }: Migrating): Error =>
  new Error(
    `${nameOf(target.outbox)} cannot stay where it is, since events come to stand at other positions: name a place that it is moved to by --to-outbox, and run this again, which goes on where it was`,
  );

/** What is there is empty, or what was begun there before from this source. */
async function begin(
  { source, target, outboxes }: Both,
  { source: from, target: to }: Migrating,
): Promise<void> {
  const first = await firstOf(source.stored);
  if (first === undefined) throw new Error(`${nameOf(from.events)} holds no events: nothing is moved`);
  if ((await source.kept.note(FIRST)) === undefined) throw older(from.events);
  const [keys, masters, notes] = [
    await target.kept.all(),
    await target.kept.masters(),
    await target.kept.notes(),
  ];
  if (keys.length + masters.length + notes.size > 0 && notes.get(FIRST) !== first)
    throw notEmpty(nameOf(to.keys));
  if (outboxes) await refuseOtherOutbox(outboxes, nameOf(to.outbox));
  await target.stored.beginRestoring(first);
  // By this the keys are known to be of what was begun.
  await target.kept.makeNote(FIRST, first);
}

/** Whether something stands last in the source that does not where it was moved to. */
async function isGrown({ source, target }: Both): Promise<boolean> {
  for (const order of ORDERS)
    if ((await order.last(source.stored))?.id !== (await order.last(target.stored))?.id) return true;
  return false;
}
