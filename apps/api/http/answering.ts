import type { QueryBus } from '@nestjs/cqrs';
import { costOf, InFlight, Places, QueryMessage, Ticket, type AnyQuery, type Asker } from '#cqrs';
import { stoppable } from '#projection';

/** A query as it came: by whom, about what, and by which address, where it came without a token. */
export interface Asked {
  readonly definition: AnyQuery;
  readonly input: Readonly<Record<string, unknown>>;
  readonly asker: Asker & { readonly signal: AbortSignal };
  readonly address: string;
}

/** Who has to share with others: a person for an organisation, or an address. */
export const callerOf = ({ asker: { actor }, address }: Pick<Asked, 'asker' | 'address'>): string =>
  actor ? JSON.stringify([actor.person, actor.organisation]) : address;

/**
 * Answers queries: those that are cheap at once, and those that are costly (`costOf`) once there is a place for them,
 * in their turn; the same by the same reader, asked at the same time, once. Whoever asks without a token is one reader.
 */
export class Answering {
  readonly places = new Places();
  private readonly inFlight = new InFlight<object>();

  constructor(private readonly bus: QueryBus) {}

  /**
   * What is to be followed as it comes.
   *
   * @throws Refused it was refused
   */
  follow({ definition, input, asker }: Asked): Promise<object> {
    return this.bus.execute<object, object>(new QueryMessage(definition, input, asker, 'follow'));
  }

  /**
   * @param encode makes the answer ready to be sent, which takes long where it is long: the place is kept for it
   * @param form into which form, such as a media type
   * @throws Refused it was refused, or there is no place for it now (`too-busy`)
   */
  async answer(asked: Asked, form: string, encode: (answer: object) => Promise<unknown>): Promise<object> {
    const { definition, input, asker } = asked;
    const ask = async (by: Asker): Promise<object> => {
      const answer = await this.bus.execute<object, object>(new QueryMessage(definition, input, by));
      await encode(answer);
      return answer;
    };
    const cost = costOf(definition, input);
    if (cost === undefined) return ask(asker);
    const by = callerOf(asked);
    const key = JSON.stringify([definition.name, input, asker.actor, asker.origin, asker.language, form]);
    return this.inFlight.once(key, { by, signal: asker.signal }, (signal, closed) => {
      const ticket = new Ticket(this.places, by, { past: cost === 'past', signal });
      const answer = ticket.within((rest) => {
        const resting: typeof rest = (wait) => {
          // Who comes later waits from then on, not from now on.
          closed();
          return rest(wait);
        };
        return stoppable(signal, () => ask({ ...asker, signal, rest: resting }));
      });
      return { answer, join: (other) => void ticket.askers.add(other) };
    });
  }
}
