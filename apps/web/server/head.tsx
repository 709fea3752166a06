import { textOf, type Address } from '../address.ts';
import { brief } from '../texts/brief.ts';
import type { Spoken } from '../texts/index.ts';
import type { Told } from '../told.ts';
import { HEIGHT, WIDTH } from './picture.tsx';

interface HeadProps {
  readonly told: Told;
  readonly at: Address;
  readonly origin: string;
  readonly spoken: Spoken;
}

/** As much as those who show a link show of what it leads to. */
const MOST = 300;

/** Where a page is, without what only chooses how it is shown. */
const citedAt = ({ path, query }: Address): string => {
  const asOf = query.get('asOf');
  return textOf({ path, query: new URLSearchParams(asOf === null ? {} : { asOf }) });
};

/** Where what a page says is drawn, as of its moment and in its language (`apps/api/http/picture.ts`). */
const pictureOf = ({ path, query }: Address, language: string): string => {
  const asOf = query.get('asOf');
  const said = new URLSearchParams({ language, ...(asOf === null ? {} : { asOf }) });
  return textOf({ path: `${path.replace(/\/$/, '')}/picture.png`, query: said });
};

/** What search engines, and those who show a link, are told of a page (the Open Graph protocol, https://ogp.me). */
export function Head({ told, at, origin, spoken: { language, texts } }: HeadProps) {
  const { title = 'Pledgebook', description = texts.motto } = told;
  const address = origin + citedAt(at);
  const said = brief(description, MOST);
  const properties = {
    'og:type': 'website',
    'og:site_name': 'Pledgebook',
    'og:title': title,
    'og:description': said,
    'og:url': address,
    'og:locale': language,
    'og:image': origin + pictureOf(at, language),
    'og:image:type': 'image/png',
    'og:image:width': String(WIDTH),
    'og:image:height': String(HEIGHT),
    'og:image:alt': said,
  };
  return (
    <>
      <title>{`${title} · Pledgebook`}</title>
      <meta name="description" content={said} />
      <link rel="canonical" href={address} />
      <meta name="twitter:card" content="summary_large_image" />
      {Object.entries(properties).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
    </>
  );
}
