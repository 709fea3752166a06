import { render } from 'preact';
import { Page } from './page.tsx';
import { Reading } from './reader.tsx';
import { ENGLISH, languageOf, spokenIn } from './texts/index.ts';

const at = document.getElementById('page');
// The first paint waits for its language: nothing is read in one and then in another.
const spoken = await spokenIn(languageOf()).catch(() => ENGLISH);
if (at)
  render(
    <Reading spoken={spoken}>
      <Page />
    </Reading>,
    at,
  );
