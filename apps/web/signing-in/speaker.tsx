import { useEffect } from 'preact/hooks';
import { useAnswer, type Asked } from '../asking.ts';
import { useReader, useWords } from '../reader.tsx';
import type { Texts } from '../texts/index.ts';
import { filled } from '../texts/filled.ts';
import { claimedIn, type Claimed } from './claims.ts';
import type { SignInSettings } from './settings.ts';

interface Known {
  readonly name?: string;
  readonly rows?: readonly { readonly name: string }[];
}

/** Where the name of the organisation is asked for: with the token, so that it is also tried. */
function nameAt({ organisation = '' }: Claimed): string {
  if (organisation.startsWith('org_')) return `/v1/organisations/${organisation}`;
  if (organisation === '') return '/v1/events?after=latest&limit=1';
  return `/v1/organisations?proven=${encodeURIComponent(organisation)}&limit=1`;
}

/** The longest that a timer waits, in milliseconds; what is good for longer is looked at again then. */
const LONGEST = 2 ** 31 - 1;

/** Forgets a token when it is no longer good. */
function useEnd(expires: number | undefined, onEnd: () => void): void {
  useEffect(() => {
    if (expires === undefined) return;
    const left = expires - Date.now();
    if (left > LONGEST) return;
    const timer = setTimeout(onEnd, Math.max(0, left));
    return () => clearTimeout(timer);
  }, [expires]);
}

function Bad({ why }: { why: string }) {
  const { signingIn: texts } = useWords().texts;
  return (
    <p role="alert">
      <strong>{texts.bad}.</strong> {why}
    </p>
  );
}

function Good({ of: { organisation, roles, expires }, asked }: { of: Claimed; asked: Asked<Known> }) {
  const words = useWords();
  const { signingIn: texts } = words.texts;
  const answer = 'answer' in asked ? asked.answer : undefined;
  const unnamed = organisation === undefined ? texts.service : organisation;
  const name = answer?.name ?? answer?.rows?.[0]?.name ?? unnamed;
  const roleNames = texts.roleNames as Readonly<Record<string, string>>;
  const said = words.list(roles.map((role) => roleNames[role] ?? role));
  return (
    <p>
      <strong>{filled(texts.as, { name })}</strong>
      {roles.length > 0 ? <span class="hint"> · {filled(texts.roles, { roles: said })}</span> : null}
      {expires === undefined ? null : (
        <span class="hint">
          {' · '}
          {filled(texts.until, { instant: words.instant(new Date(expires).toISOString()) })}
        </span>
      )}
    </p>
  );
}

type Problems = Texts['signingIn']['problems'];

/** Who the page speaks as: tried at once, so that a token that is not good is told here, and not on every part of the page. */
export function Speaker({
  token,
  settings,
  onEnd,
}: {
  token: string;
  settings: SignInSettings | undefined;
  onEnd: () => void;
}) {
  const { identify } = useReader();
  const { signingIn: texts } = useWords().texts;
  // The book's own tokens name the organisation in a claim of their own, also beside a provider.
  const claimed = (settings && claimedIn(token, settings)) ?? claimedIn(token);
  const asked = useAnswer<Known>(claimed && nameAt(claimed), 'none');
  useEnd(claimed?.expires, onEnd);
  const problems = texts.problems as Readonly<Record<string, string>>;
  const problem = asked.state === 'refused' ? asked.problem : undefined;
  const isOfToken = problem !== undefined && (problem.status === 401 || problem.code in problems);
  const why = problem && (problems[problem.code as keyof Problems] ?? problem.detail);
  return (
    <div class="speaker" aria-live="polite">
      {claimed === undefined ? <Bad why={texts.problems['token-invalid']} /> : null}
      {isOfToken ? <Bad why={why ?? ''} /> : null}
      {claimed && !isOfToken ? <Good of={claimed} asked={asked} /> : null}
      <button type="button" onClick={() => identify(undefined)}>
        {texts.forget}
      </button>
    </div>
  );
}
