import { spawnSync } from 'node:child_process';
import { holderHere, isGone } from './holder.ts';

describe('a holder of leases', () => {
  const here = holderHere();
  /** As a process would have called itself that has come to its end. */
  const [host, , start] = here.split(' ');
  const { pid } = spawnSync(process.execPath, ['--version']);

  it('is gone once its process is', () => {
    expect([here, `${host} ${pid} ${start}`].map(isGone)).toEqual([false, true]);
  });

  it('is left to its time on another machine, and where its name tells nothing', () => {
    expect([`another ${pid} ${start}`, 'one', ''].map(isGone)).toEqual([false, false, false]);
  });
});
