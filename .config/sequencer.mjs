import Sequencer from '@jest/test-sequencer';

/** What takes longest first, so that no worker is left alone with it in the end; the specs of single parts last. */
const LONG = ['browser/everything', 'browser', 'end-to-end/readme', 'contract', 'bench', 'crash', 'laws', ''];
const place = (path) => {
  const [, inTest] = path.split(`${process.cwd()}/test/`);
  return inTest === undefined ? LONG.length : LONG.findIndex((one) => inTest.startsWith(one));
};

export default class LongFirst extends Sequencer {
  async sort(suites) {
    const sorted = await super.sort(suites);
    return sorted.toSorted((a, b) => place(a.path) - place(b.path));
  }
}
