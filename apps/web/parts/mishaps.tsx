import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { useReader } from '../reader.tsx';
import type { Texts } from '../texts/index.ts';

/** Says that something could not be shown, with ways on; the console has the error, for whoever looks into it. */
export function Broken({ states, again }: Pick<Texts, 'states'> & { again: () => void }) {
  return (
    <div class="state refused" role="alert">
      <p>{states.broken}</p>
      <button type="button" onClick={again}>
        {states.again}
      </button>{' '}
      <button type="button" onClick={() => location.reload()}>
        {states.reload}
      </button>{' '}
      <a href="/">{states.home}</a>
    </div>
  );
}

/** Shows what is in it. Where that cannot be shown, it says so in its place, and all around it stays. */
export function Safely({ children }: { children: ComponentChildren }) {
  const { address, edition, renew, words } = useReader();
  const [error, forget] = useErrorBoundary((one) => console.error(one));
  // What is seen elsewhere, at another moment or in another language may be shown all the same.
  useEffect(forget, [address, edition, words]);
  return error === undefined ? <>{children}</> : <Broken states={words.texts.states} again={renew} />;
}

/** Browsers tell so of what they put off to the next frame; nothing is amiss. */
const HARMLESS = /ResizeObserver loop/;

/** Says that something went wrong after it was shown, such as when a button was clicked. */
export function Mishaps() {
  const { address, edition, words } = useReader();
  const { states } = words.texts;
  const [happened, setHappened] = useState(false);
  useEffect(() => setHappened(false), [address, edition]);
  useEffect(() => {
    const onError = ({ filename, message }: ErrorEvent) => {
      // What is from elsewhere, such as what readers add to their browsers, is not the page's.
      if (filename.startsWith(location.origin) && !HARMLESS.test(message)) setHappened(true);
    };
    const onRejection = () => setHappened(true);
    addEventListener('error', onError);
    addEventListener('unhandledrejection', onRejection);
    return () => {
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onRejection);
    };
  }, []);
  return happened ? <Broken states={states} again={() => setHappened(false)} /> : null;
}
