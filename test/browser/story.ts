import { Stage, stories, StoryClock, type Told } from '../../apps/cli/demo/index.ts';
import { Party, ServedBook } from '../support/served-book.ts';

/** The stories of the demo in a served book; the fictional one is what is looked at. */
export interface Staged {
  readonly served: ServedBook;
  readonly told: Told;
  /** The fictional partnership. */
  readonly water: string;
  readonly origin: string;
  /** A token of an organisation of the stories. */
  tokenOf(name: string): Promise<string>;
}

export async function staged(): Promise<Staged> {
  const clock = new StoryClock();
  const served = await ServedBook.open(clock);
  const told = await new Stage(served.book, clock).tell(stories);
  await served.settled();
  const tokenOf = async (name: string): Promise<string> => {
    const actor = told.organisations.get(name);
    if (!actor) throw new Error(`${name} is in no story`);
    return served.book.issuer.issue(actor);
  };
  const water = told.partnerships.at(-1) ?? '';
  return { served, told, water, origin: new URL(served.server.url).origin, tokenOf };
}

export const partyWith = ({ served }: Staged, token: string): Party => served.withToken(token);

/** Well-formed, and nobody's. */
const UNKNOWN = `ptn_${'0'.repeat(26)}`;

/** An address of every kind of page, at the moment that is looked at. */
export async function everyPage({ served, water }: Staged, moment?: string): Promise<string[]> {
  const anybody = served.anybody();
  const { rows } = (await anybody.ask(`/v1/partnerships/${water}/ledger?limit=1000`)).body as {
    rows: { commitment: string; organisation: string; money: { disbursed: unknown[] } }[];
  };
  // The one of which most is told.
  const row = rows.find(({ money }) => money.disbursed.length > 0);
  const commitment = `/partnerships/${water}/commitments/${row?.commitment ?? ''}`;
  const { history } = (await anybody.ask(`/v1${commitment}`)).body as { history: { event: string }[] };
  const pages = [
    '/',
    `/partnerships/${water}`,
    commitment,
    `/organisations/${row?.organisation ?? ''}`,
    `/events/${history[0]?.event ?? ''}`,
    `/partnerships/${UNKNOWN}`,
  ];
  return moment === undefined ? pages : pages.map((path) => `${path}?asOf=${moment}`);
}
