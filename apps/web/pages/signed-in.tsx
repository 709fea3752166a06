import { useEffect, useState } from 'preact/hooks';
import { addressIn } from '../address.ts';
import { ask } from '../asking.ts';
import { Link } from '../parts/link.tsx';
import { Title } from '../parts/title.tsx';
import { useReader } from '../reader.tsx';
import { takeOut } from '../signing-in/begun.ts';
import { SETTINGS, type SignInSettings } from '../signing-in/settings.ts';
import type { Texts } from '../texts/index.ts';

type Why = keyof Texts['signingIn']['signedIn']['why'];

/** Takes what the provider says for a token, once: what was kept for it is gone then. */
async function arrive(cameTo: URL): Promise<{ token: string; from: string } | Why> {
  const onTheWay = takeOut();
  if (!onTheWay) return 'lost';
  const { finish, isDenied } = await import('../signing-in/code-flow.ts');
  try {
    const settings = (await (await ask(SETTINGS)).json()) as SignInSettings;
    return { token: await finish(settings, onTheWay.begun, cameTo), from: onTheWay.from };
  } catch (error) {
    return isDenied(error) ? 'denied' : 'failed';
  }
}

/** Where the provider sends people back to: they are led on to where they were. */
export function SignedInPage() {
  const { go, identify, words } = useReader();
  const { signedIn: texts } = words.texts.signingIn;
  const [why, setWhy] = useState<Why>();
  useEffect(() => {
    void arrive(new URL(location.href)).then((arrived) => {
      if (typeof arrived === 'string') return setWhy(arrived);
      identify(arrived.token);
      go(addressIn(new URL(arrived.from, location.href)), 'replace');
    });
  }, []);
  return (
    <>
      <Title of={texts.title} />
      {why === undefined ? (
        <p role="status">{texts.busy}</p>
      ) : (
        <>
          <p role="alert">
            {texts.failed} {texts.why[why]}
          </p>
          <p>
            <Link to="/">{texts.home}</Link>
          </p>
        </>
      )}
    </>
  );
}
