import { useState } from 'preact/hooks';
import { useReader } from '../reader.tsx';

/** Takes a token, which is kept in memory alone, to show what its organisation may see. */
export function SignIn() {
  const { token, identify, words } = useReader();
  const [text, setText] = useState('');
  const { signIn } = words.texts;
  if (token !== undefined)
    return (
      <button type="button" class="sign-in" onClick={() => identify(undefined)}>
        {signIn.forget}
      </button>
    );
  const take = (event: Event) => {
    event.preventDefault();
    if (text.trim() !== '') identify(text.trim());
    setText('');
  };
  return (
    <details class="sign-in">
      <summary>{signIn.see}</summary>
      <form onSubmit={take}>
        <label>
          {signIn.token}
          <input
            type="password"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit">{signIn.use}</button>
        <p class="hint">{signIn.kept}</p>
      </form>
    </details>
  );
}
