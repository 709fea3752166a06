import { render, type ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { addressIn } from './address.ts';
import { Page } from './page.tsx';
import { Broken } from './parts/mishaps.tsx';
import { ReaderProvider } from './reader.tsx';
import { ANSWERS, type SentAnswers } from './settled.ts';
import { tagsOf } from './texts/browser.ts';
import { ENGLISH, languageOf, spokenIn, type Spoken } from './texts/index.ts';
import type { Told } from './told.ts';

/** Where nothing at all can be shown, says so, in the reader's language. */
function Whole({ spoken, children }: { spoken: Spoken; children: ComponentChildren }) {
  const [error, forget] = useErrorBoundary((one) => console.error(one));
  if (error === undefined) return <>{children}</>;
  return (
    <main>
      <h1>Pledgebook</h1>
      <Broken states={spoken.texts.states} again={forget} />
    </main>
  );
}

/** The answers that came with the page. They are good for its first rendering: what is shown later is asked for. */
function sentAlong() {
  const element = document.getElementById(ANSWERS);
  const sent: Partial<SentAnswers> = JSON.parse(element?.textContent ?? '{}');
  element?.remove();
  const answers = new Map(sent.answers);
  return {
    find: (question: string, locale: string) => (locale === sent.locale ? answers.get(question) : undefined),
    forget: () => answers.clear(),
  };
}

const at = document.getElementById('page');
const tags = tagsOf(navigator);
// The first paint waits for its language: nothing is read in one and then in another.
const spoken = await spokenIn(languageOf(tags)).catch(() => ENGLISH);
const known = sentAlong();
const tell = ({ title }: Told) => {
  if (title !== undefined) document.title = `${title} · Pledgebook`;
};
if (at)
  render(
    <Whole spoken={spoken}>
      <ReaderProvider made={{ spoken, tags, at: addressIn(location), known, origin: location.origin, tell }}>
        <Page />
      </ReaderProvider>
    </Whole>,
    at,
  );
known.forget();
document.getElementById('not-there')?.remove();
