import Sequencer from '@jest/test-sequencer';

/** What takes longest first, so that no worker is left alone with it in the end; the specs of single parts last. */
const LONG = [
  'test/browser',
  '.together/pages',
  'test/crash',
  'test/laws',
  'test/contract',
  'test/end-to-end',
  '.together/servers',
  'test',
  '.together/laws',
  '',
];
const place = (path) => LONG.findIndex((one) => path.startsWith(`${process.cwd()}/${one}`));

export default class LongFirst extends Sequencer {
  async sort(suites) {
    const sorted = await super.sort(suites);
    return sorted.toSorted((a, b) => place(a.path) - place(b.path));
  }
}
