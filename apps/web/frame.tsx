import type { ComponentChildren } from 'preact';
import { Link } from './parts/link.tsx';
import { Follow } from './parts/follow.tsx';
import { Changes } from './moment/changes.tsx';
import { MomentBar } from './moment/moment-bar.tsx';
import { Mishaps, Safely } from './parts/mishaps.tsx';
import { News } from './parts/news.tsx';
import { Troubles } from './parts/troubles.tsx';
import { Waiting } from './parts/waiting.tsx';
import { useReader } from './reader.tsx';
import { SignIn } from './signing-in/sign-in.tsx';
import { LANGUAGES, type Language } from './texts/index.ts';

function LanguageChoice() {
  const { language, speak, words } = useReader();
  return (
    <label class="language">
      <span class="aside">{words.texts.language}</span>
      <select value={language} onChange={(event) => speak(event.currentTarget.value as Language)}>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What stands around every page: where one is, which moment is looked at, and who looks. */
export function Frame({
  partnership,
  commitment,
  organisation,
  children,
}: {
  partnership?: string;
  commitment?: string;
  organisation?: string;
  children: ComponentChildren;
}) {
  const { address, words } = useReader();
  const { texts } = words;
  const since = address.query.get('since');
  return (
    <>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <header class="top">
        <Link to="/" class="brand">
          Pledgebook
        </Link>
        <span class="motto">{texts.motto}</span>
        <LanguageChoice />
        <Safely>
          <SignIn />
        </Safely>
      </header>
      <Safely>
        <MomentBar partnership={partnership} />
      </Safely>
      <Waiting />
      <Troubles />
      <Mishaps />
      <News partnership={partnership} />
      {partnership === undefined || commitment !== undefined || since === null ? null : (
        <Safely>
          <Changes partnership={partnership} since={since} />
        </Safely>
      )}
      {children}
      <footer class="bottom">
        <p>{texts.foot}</p>
        <Follow partnership={partnership} commitment={commitment} organisation={organisation} />
        <a href="/docs">{texts.api}</a>
      </footer>
    </>
  );
}
