import { render, type ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { Page } from './page.tsx';
import { Broken } from './parts/mishaps.tsx';
import { ReaderProvider } from './reader.tsx';
import { ENGLISH, languageOf, spokenIn, type Spoken } from './texts/index.ts';

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

const at = document.getElementById('page');
// The first paint waits for its language: nothing is read in one and then in another.
const spoken = await spokenIn(languageOf()).catch(() => ENGLISH);
if (at)
  render(
    <Whole spoken={spoken}>
      <ReaderProvider spoken={spoken}>
        <Page />
      </ReaderProvider>
    </Whole>,
    at,
  );
