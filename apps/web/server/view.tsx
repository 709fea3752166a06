import { renderToString } from 'preact-render-to-string';
import type { Drawn, View, Visit } from '../../api/http/rendering.ts';
import { addressIn, type Address } from '../address.ts';
import { Page } from '../page.tsx';
import { ReaderProvider, type Made } from '../reader.tsx';
import { tellMoment } from '../said/moment.ts';
import { languageIn, localeOf, spokenIn } from '../texts/index.ts';
import type { Told } from '../told.ts';
import { wordsOf } from '../words.ts';
import { Gathering } from './gathering.ts';
import { Head } from './head.tsx';
import { drawn } from './picture.tsx';

/** An answer says what is asked next; the deepest page asks four times. More often nothing is rendered. */
const MOST_TIMES = 6;

/** What of a page is asked of the API by the page's own path: where that is not there, nor is the page. */
const subjectOf = ({ path }: Address): string =>
  `/v1${path.replace(/\/$/, '').replace(/^\/events\//, '/stored-events/')}`;

function statusOf(address: Address, gathering: Gathering): View['status'] {
  const status = gathering.refusedAt(subjectOf(address));
  if (status === 404) return 404;
  return gathering.isImpossible ? 400 : 200;
}

/** JSON that can stand in a document: nothing in it ends an element. */
const inDocument = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/**
 * The page of an address as anybody sees it, of the answers that anybody is given. It is rendered again and again, each
 * time with what was asked for the time before, until nothing more is asked.
 */
async function rendered(visit: Visit) {
  const { url, origin, tags } = visit;
  const spoken = await spokenIn(languageIn(tags));
  const at = addressIn(new URL(url, origin));
  const gathering = new Gathering(visit);
  let told: Told = {};
  const tell = (more: Told) => (told = { ...told, ...more });
  const made: Made = { spoken, tags, at, known: gathering, origin, tell };
  const render = () =>
    renderToString(
      <ReaderProvider made={made}>
        <Page />
      </ReaderProvider>,
    );
  let page = render();
  for (let times = 1; times < MOST_TIMES && (await gathering.gather()); times++) {
    told = {};
    page = render();
  }
  return { page, told, at, spoken, gathering, status: statusOf(at, gathering) };
}

/** @throws Error where the page cannot be shown */
export async function view(visit: Visit): Promise<View> {
  const { page, told, at, spoken, gathering, status } = await rendered(visit);
  const locale = localeOf(spoken.language, visit.tags);
  return {
    status,
    language: spoken.language,
    head: renderToString(<Head told={told} at={at} origin={visit.origin} spoken={spoken} />),
    page,
    answers: inDocument(gathering.sent(locale)),
  };
}

/** @throws Error where the page cannot be shown */
export async function picture(visit: Visit): Promise<Drawn> {
  const { told: said, at, spoken, status } = await rendered(visit);
  const { language, texts } = spoken;
  const asOf = at.query.get('asOf');
  const words = wordsOf(localeOf(language, visit.tags), texts);
  // The position of an answer says no time.
  const told = asOf === null ? '' : tellMoment(asOf, words);
  const moment = told === '' ? texts.motto : `${texts.moment.asOf} ${told}`;
  return { status, svg: drawn({ description: texts.motto, ...said }, moment) };
}
