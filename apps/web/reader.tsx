import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { addressIn, saying, textOf, type Address } from './address.ts';
import { isEarlier } from './moment/moments.ts';
import type { KnownAnswers } from './settled.ts';
import { keepLanguage, localeOf, spokenIn, type Language, type Spoken } from './texts/index.ts';
import type { Told } from './told.ts';
import { wordsOf, type Words } from './words.ts';

/** What all of the page knows of its reader: where it is, which moment it looks at, its language, and its token. */
export interface Reader {
  readonly address: Address;
  /** Another place; the moment that is looked at goes along unless it is said. */
  go(address: Address, how?: 'push' | 'replace'): void;
  /** As the book stood: an instant or a day; undefined: as it stands. */
  readonly asOf: string | undefined;
  readonly words: Words;
  readonly language: Language;
  speak(language: Language): void;
  /** Kept in memory alone: it is gone with the page. */
  readonly token: string | undefined;
  identify(token: string | undefined): void;
  /** Grows when something new is to be shown. */
  readonly edition: number;
  renew(): void;
  /** What came with the page; on the server, what was answered so far. */
  readonly known: KnownAnswers;
  /** Scheme, host and port of the book. */
  readonly origin: string;
  /** Takes what the page is called, and what it says in a sentence: for its tab, and for whoever is given its address. */
  tell(told: Told): void;
}

const Context = createContext<Reader | undefined>(undefined);

/** @throws Error outside of the page */
export function useReader(): Reader {
  const reader = useContext(Context);
  if (!reader) throw new Error('nobody reads here');
  return reader;
}
export const useWords = (): Words => useReader().words;

function useAddress(at: Address): [Address, Reader['go']] {
  const [address, setAddress] = useState(at);
  useEffect(() => {
    const onPop = () => setAddress(addressIn(location));
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  const go = useCallback<Reader['go']>((next, how = 'push') => {
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', textOf(next));
    setAddress(next);
  }, []);
  return [address, go];
}

/** The language that is spoken. Another is spoken once its texts are there; without them the page stays as it is. */
function useSpeech(first: Spoken, tags: readonly string[]): Pick<Reader, 'words' | 'language' | 'speak'> {
  const [{ language, texts }, setSpoken] = useState(first);
  const words = useMemo(() => wordsOf(localeOf(language, tags), texts), [language, texts]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const wanted = useRef(first.language);
  const speak = (next: Language) => {
    wanted.current = next;
    keepLanguage(next);
    const unlessAnother = (spoken: Spoken) => (wanted.current === next ? setSpoken(spoken) : undefined);
    void spokenIn(next).then(unlessAnother, () => undefined);
  };
  return { words, language, speak };
}

/** Where a page is made: in a browser, or on the server for whoever has not run its script yet. */
export interface Made extends Pick<Reader, 'known' | 'origin' | 'tell'> {
  readonly spoken: Spoken;
  /** Tags of the languages that the reader likes, the best liked first. */
  readonly tags: readonly string[];
  readonly at: Address;
}

/** Gives the page its reader. */
export function ReaderProvider({ made, children }: { made: Made; children: ComponentChildren }) {
  const { spoken, tags, at, known, origin, tell } = made;
  const [address, go] = useAddress(at);
  const { words, language, speak } = useSpeech(spoken, tags);
  const [token, identify] = useState<string>();
  const [edition, setEdition] = useState(0);
  const renew = useCallback(() => setEdition((before) => before + 1), []);
  const asOf = address.query.get('asOf') ?? undefined;
  const ofPage = { address, go, asOf, edition, renew, known, origin, tell };
  return (
    <Context.Provider value={{ ...ofPage, words, language, speak, token, identify }}>
      {children}
    </Context.Provider>
  );
}

/** An address on this page at the moment that is looked at, beside the same other one, and what else is said. */
export function useHref(): (path: string, said?: Parameters<typeof saying>[1]) => string {
  const { address, asOf } = useReader();
  const since = address.query.get('since') ?? undefined;
  return (path, said = {}) => {
    const query = saying(new URLSearchParams(), { asOf, since, ...said });
    const [from, to] = [query.get('since'), query.get('asOf')];
    // Nothing came between a moment and an earlier one.
    if (from !== null && !isEarlier(from, to ?? undefined)) query.delete('since');
    return textOf({ path, query });
  };
}
