import type { Place } from '#outbox';
import type { HeldCounts, HeldSource, SealedSecret, Trouble, Webhook } from './webhook.ts';

/** Who delivers a webhook now. Whoever claims it next shuts out the one before. */
export interface Claim {
  readonly webhook: string;
  readonly holder: string;
}

/** What is written of a webhook when it is registered. */
export interface NewWebhook extends Omit<Webhook, 'revision' | 'endedAt' | 'trouble'> {
  /** By which the same request is known when it is sent again, and what it said. */
  readonly request?: { readonly key: string; readonly body: string };
}

/** Held sources that were changed by their owner: one, or all of a webhook that are not taken. */
export interface Owned {
  readonly webhook: string;
  readonly source?: string | undefined;
  /** When it is tried again. */
  readonly now: string;
}

/** What owners and operators do with webhooks, through whichever server. */
export interface WebhookRegistry {
  /**
   * @param most so many an organisation may have
   * @returns the webhook as it stands: one that the same request made before is not made again
   * @throws TooMany it has so many
   * @throws OtherRequest the key was used for another one
   */
  register(webhook: NewWebhook, most: number): Promise<Webhook>;
  find(id: string): Promise<Webhook | undefined>;
  /** In the order in which they were registered. */
  ofOrganisation(organisation: string): Promise<readonly Webhook[]>;
  /**
   * Puts these secrets in the place of those that it has.
   *
   * @param from the webhook as they were told from
   * @returns false: it was changed since, or removed
   */
  replaceSecrets(from: Webhook, secrets: readonly SealedSecret[]): Promise<boolean>;
  /** Ends it, with all that is kept of it. */
  remove(id: string): Promise<void>;
  /** Of each of these, how many sources are held back. */
  counts(ids: readonly string[]): Promise<ReadonlyMap<string, HeldCounts>>;
  /** What is held back, parked sources first. */
  held(id: string, limit: number): Promise<readonly HeldSource[]>;
  /** Tries again what was not taken, from the first attempt on. @returns how many sources */
  retry(owned: Owned): Promise<number>;
  /** Leaves out the message that was not taken, and goes on after it. @returns how many sources */
  skip(owned: Owned): Promise<number>;
  /** Of all webhooks together. */
  total(): Promise<HeldCounts>;
}

/** What delivers. Whatever is written is written by the holder, or not at all. */
export interface DeliveryStore {
  /** Every webhook that is not ended, and how often its owner changed it. */
  active(): Promise<ReadonlyMap<string, number>>;
  /** Takes a webhook over from whoever delivered it. @returns undefined: there is none, or it has ended */
  claim(claim: Claim): Promise<Webhook | undefined>;
  /** The webhook as it stands. @returns undefined: another holds it, or it has ended or was removed */
  claimed(claim: Claim): Promise<Webhook | undefined>;
  /** Sources that are to be tried again by now, the longest due first. */
  due(id: string, now: string, limit: number): Promise<readonly HeldSource[]>;
  /** When the next one is due. */
  nextDue(id: string): Promise<string | undefined>;
  /** Which of these sources are held back. */
  heldAmong(id: string, sources: readonly string[]): Promise<ReadonlySet<string>>;
  /** Everything up to a place is done with. @throws Overtaken by another holder */
  advance(claim: Claim, to: Place): Promise<void>;
  /** Holds a source back from now on. @throws Overtaken by another holder */
  hold(claim: Claim, held: HeldSource): Promise<void>;
  /**
   * Writes how a source that is held back stands, unless its owner has moved it on meanwhile.
   *
   * @param from where it stood
   * @throws Overtaken by another holder
   */
  move(claim: Claim, from: Place, held: HeldSource): Promise<void>;
  /** Holds it back no more, likewise. @throws Overtaken by another holder */
  release(claim: Claim, from: Place, source: string): Promise<void>;
  /** Its target is gone. @throws Overtaken by another holder */
  end(claim: Claim, at: string): Promise<void>;
  /** Tells its owner what keeps it from going on; undefined: nothing does any more. @throws Overtaken by another holder */
  note(claim: Claim, trouble: Trouble | undefined): Promise<void>;
}

/** Everything as it is kept, to be moved to another place. */
export interface KeptWebhooks {
  readonly webhooks: readonly Readonly<Record<string, unknown>>[];
  readonly held: readonly Readonly<Record<string, unknown>>[];
}

/** The port to where webhooks are kept: nothing brings them back, so a write is on the disk once it is answered. */
export interface WebhookStore {
  readonly registry: WebhookRegistry;
  readonly deliveries: DeliveryStore;
  /** Everything, as it is kept. */
  all(): Promise<KeptWebhooks>;
  /** Puts everything in the place of what is here. */
  replaceAll(kept: KeptWebhooks): Promise<void>;
  close(): Promise<void>;
}

/** An organisation has as many webhooks as it may. */
export class TooMany extends Error {}
/** The key of a request was used for another one. */
export class OtherRequest extends Error {}
