import { render } from 'preact';
import { Page } from './page.tsx';
import { Reading } from './reader.tsx';

const at = document.getElementById('page');
if (at)
  render(
    <Reading>
      <Page />
    </Reading>,
    at,
  );
