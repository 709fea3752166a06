import Sequencer from '@jest/test-sequencer';

/** What runs the product as a whole before the specs of its parts: long before short, so that no worker is left alone. */
export default class LongFirst extends Sequencer {
  async sort(suites) {
    const sorted = await super.sort(suites);
    const { whole = [], part = [] } = Object.groupBy(sorted, ({ path }) =>
      path.startsWith(`${process.cwd()}/test/`) ? 'whole' : 'part',
    );
    return [...whole, ...part];
  }
}
