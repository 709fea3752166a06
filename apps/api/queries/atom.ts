import { directory } from '#organisation';
import { dossier } from '#commitment';
import type { PublicEvent } from '#contracts';
import { defineQuery, type Asker } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { overview } from '#partnership';
import type { Filter } from '#outbox';
import { IsIdOf } from '#vocabulary';
import type { QueryContext } from '../query-context/context.ts';
import { withNames } from '../query-context/names.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { partnershipIn } from '../query-context/snapshots.ts';
import { organisationIn } from '../query-context/succession.ts';
import { atomOf, type AtomOf } from '../syndication/atom.ts';

/** So many events are in a feed: the latest. Who wants all polls. */
const LATEST = 50;
const ATOM = {
  mediaType: 'application/atom+xml',
  isText: true,
  reads: 'page',
  allow: { scope: 'feed' },
} as const;
const answers = {
  type: 'string',
  description: `An Atom feed (RFC 4287) of the latest ${LATEST} public events, the latest first, each in a plain sentence, with the id that it has in /v1/events.`,
};

class OfPartnership {
  @IsIdOf('ptn')
  partnership!: string;
}
class OfOrganisation {
  @IsIdOf('org')
  organisation!: string;
}
class OfCommitment extends OfPartnership {
  @IsIdOf('cmt')
  commitment!: string;
}

type About = Omit<AtomOf, 'events' | 'names' | 'origin' | 'self'>;
/** The latest public events about something that stands there, as a feed. */
function feedOf(
  { snapshots, outbox }: QueryContext,
  filter: Filter,
  { origin = '' }: Asker,
  find: (snapshot: Snapshot) => Promise<About>,
): Promise<{ readonly text: string }> {
  return snapshots.answer({}, [overview, directory, dossier], async (snapshot) => {
    const about = await find(snapshot);
    const messages = await outbox.latest(filter, LATEST);
    const told = messages.map(({ text }) => JSON.parse(text) as PublicEvent);
    const { events, names } = await withNames({ events: told }, snapshot);
    const { page } = about;
    return { text: atomOf({ ...about, events, names, origin, self: `/v1${page}/events.atom` }) };
  });
}

export const feedOfPartnership = (context: QueryContext) =>
  defineQuery({
    ...ATOM,
    name: 'FeedOfPartnership',
    path: '/v1/partnerships/:partnership/events.atom',
    summary: 'The latest public events of a partnership, for a feed reader.',
    input: OfPartnership,
    answers,
    answer: (asked, asker) =>
      feedOf(context, asked, asker, async (snapshot) => {
        const { partnership, title, convenedOn } = await partnershipIn(snapshot, asked.partnership);
        return { id: partnership, title, page: `/partnerships/${partnership}`, since: convenedOn };
      }),
  });

export const feedOfOrganisation = (context: QueryContext) =>
  defineQuery({
    ...ATOM,
    name: 'FeedOfOrganisation',
    path: '/v1/organisations/:organisation/events.atom',
    summary: 'The latest public events that concern an organisation, wherever, for a feed reader.',
    input: OfOrganisation,
    answers,
    answer: (asked, asker) =>
      feedOf(context, asked, asker, async (snapshot) => {
        const { organisation, name, listedOn } = await organisationIn(snapshot, asked.organisation);
        return { id: organisation, title: name, page: `/organisations/${organisation}`, since: listedOn };
      }),
  });

export const feedOfCommitment = (context: QueryContext) =>
  defineQuery({
    ...ATOM,
    name: 'FeedOfCommitment',
    path: '/v1/partnerships/:partnership/commitments/:commitment/events.atom',
    summary: 'The latest public events of a commitment, for a feed reader.',
    input: OfCommitment,
    answers,
    answer: (asked, asker) =>
      feedOf(context, asked, asker, async (snapshot) => {
        const { partnership, commitment } = asked;
        const found = await snapshot.get(dossier, commitment, { category: partnership });
        if (!found || found.partnership !== partnership)
          throw new Refused(
            refuse('commitment-unknown', 'No such commitment stands in this book.', { field: 'commitment' }),
          );
        const page = `/partnerships/${partnership}/commitments/${commitment}`;
        return { id: commitment, title: found.statement ?? commitment, page, since: found.effectiveOn };
      }),
  });
