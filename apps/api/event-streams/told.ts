import { toldFrom, type PublicEvent } from '#contracts';
import type { Filter, Message, Place } from '#outbox';
import type { OpaqueTokens } from '#sealing';
import { placeText } from '../queries/feed-pages.ts';

/** Where a stream goes on after a place, for its reader alone to hand back. */
export const idOf = (tokens: Pick<OpaqueTokens, 'seal'>, place: Place): string =>
  tokens.seal('events', placeText(place));

/**
 * A message on its way to many readers. It is parsed once, and encoded once for each address under which they reach this
 * server: `data` is what polling gives there, to the byte.
 */
export class Told {
  readonly place: Place;
  private readonly event: PublicEvent;
  private readonly blocks = new Map<string, Buffer>();

  constructor(
    { place, text }: Message,
    private readonly tokens: Pick<OpaqueTokens, 'seal'>,
  ) {
    this.place = place;
    this.event = JSON.parse(text) as PublicEvent;
  }

  /** As the outbox itself filters. */
  isOf({ types, partnership, organisation, commitment }: Filter): boolean {
    const { type, data } = this.event;
    return (
      (types?.includes(type) ?? true) &&
      (partnership === undefined || data.partnership === partnership) &&
      (organisation === undefined || data.organisation === organisation) &&
      (commitment === undefined || data.commitment === commitment)
    );
  }

  /** As a stream tells it. JSON has no line break, so that `data` is one line. */
  blockFor(origin: string): Buffer {
    const known = this.blocks.get(origin);
    if (known) return known;
    const data = JSON.stringify(toldFrom(origin, this.event));
    const block = Buffer.from(
      `id: ${idOf(this.tokens, this.place)}\nevent: ${this.event.type}\ndata: ${data}\n\n`,
    );
    this.blocks.set(origin, block);
    return block;
  }
}
