import { useState } from 'preact/hooks';
import { textOf } from '../address.ts';
import { useAnswer } from '../asking.ts';
import { useReader, useWords } from '../reader.tsx';
import { filled } from '../texts/filled.ts';
import { keep } from './begun.ts';
import { letsSignIn, SETTINGS, type SignInSettings } from './settings.ts';
import { Speaker } from './speaker.tsx';

/** Goes to the provider; its library is fetched only now. */
async function leave(settings: SignInSettings, from: string): Promise<void> {
  const { begin } = await import('./code-flow.ts');
  const { address, begun } = await begin(settings, location);
  keep({ begun, from });
  location.assign(address);
}

function WithProvider({ settings }: { settings: SignInSettings }) {
  const { address, words } = useReader();
  const { signingIn: texts } = words.texts;
  const [failed, setFailed] = useState(false);
  const go = () => {
    setFailed(false);
    leave(settings, textOf(address)).catch(() => setFailed(true));
  };
  return (
    <>
      <button type="button" onClick={go}>
        {filled(texts.signInAt, { provider: new URL(settings.issuer).host })}
      </button>
      <p class="hint">{texts.leads}</p>
      {failed ? <p role="alert">{texts.signedIn.why.failed}</p> : null}
    </>
  );
}

function WithToken() {
  const { identify } = useReader();
  const { signingIn: texts } = useWords().texts;
  const take = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const token = String(new FormData(form).get('token')).trim();
    if (token !== '') identify(token);
  };
  return (
    <form onSubmit={take}>
      <label>
        {texts.token}
        <input type="password" name="token" autocomplete="off" required />
      </label>
      <button type="submit">{texts.use}</button>
      <p class="hint">{texts.kept}</p>
    </form>
  );
}

/** Who the page speaks as: nobody, who signs in, or whose token is pasted. A token is kept in memory alone. */
export function SignIn() {
  const { token, identify, words } = useReader();
  const { signingIn: texts } = words.texts;
  const [ended, setEnded] = useState(false);
  const asked = useAnswer<Partial<SignInSettings>>(SETTINGS, 'none');
  const told = 'answer' in asked ? asked.answer : undefined;
  const settings = letsSignIn(told) ? told : undefined;
  const onEnd = () => {
    setEnded(true);
    identify(undefined);
  };
  return (
    <div class="sign-in">
      {token === undefined ? (
        <details>
          <summary>{settings ? texts.signIn : texts.see}</summary>
          {settings ? <WithProvider settings={settings} /> : null}
          {settings ? <p>{texts.withToken}</p> : null}
          <WithToken />
        </details>
      ) : (
        <Speaker key={token} token={token} settings={settings} onEnd={onEnd} />
      )}
      {ended && token === undefined ? <p role="alert">{texts.expired}</p> : null}
    </div>
  );
}
