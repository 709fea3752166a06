import { parseArgs } from 'node:util';

/** How much is measured. Every size is bounded, so that a bench ends by itself. */
export interface Sizes {
  /** Adjacent pairs of measurements whose median counts. */
  readonly pairs: number;
  /** How long each measurement of a server is, or how many commands. */
  readonly load: { readonly seconds: number } | { readonly amount: number };
  /** Given before measuring, so that the code is compiled. */
  readonly warmUp: number;
  /** Rebuilt for speed. */
  readonly events: number;
  /** Rebuilt for memory: few and many. */
  readonly memory: readonly [few: number, many: number];
  /** A partnership's commitments: few and many. */
  readonly commitments: readonly [few: number, many: number];
  /** Commands given in each measurement of how their cost grows. */
  readonly commands: number;
  /** Readers of streams: few and many. */
  readonly readers: readonly [few: number, many: number];
  /** Commands of which readers are told in each measurement. */
  readonly told: number;
}
export interface Options extends Sizes {
  readonly names: readonly string[];
  readonly json: boolean;
  /** Where profiles of the servers go, if they are wanted. */
  readonly profiles?: string;
}

const QUICK: Sizes = {
  pairs: 6,
  load: { seconds: 2 },
  warmUp: 3000,
  events: 200_000,
  memory: [100_000, 500_000],
  commitments: [10, 100_000],
  commands: 3000,
  readers: [1000, 10_000],
  told: 50,
};
const FULL: Sizes = {
  ...QUICK,
  pairs: 8,
  load: { seconds: 3 },
  events: 1_000_000,
  memory: [500_000, 5_000_000],
};
/** Only to see that a bench runs to its end. */
const TINY: Sizes = {
  pairs: 1,
  load: { amount: 64 },
  warmUp: 20,
  events: 2000,
  memory: [1000, 2000],
  commitments: [2, 50],
  commands: 64,
  readers: [10, 20],
  told: 3,
};

export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      full: { type: 'boolean', default: false },
      tiny: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      pairs: { type: 'string' },
      seconds: { type: 'string' },
      events: { type: 'string' },
      profiles: { type: 'string' },
    },
  });
  const sizes = values.full ? FULL : values.tiny ? TINY : QUICK;
  const number = (name: 'pairs' | 'events') => Number(values[name] ?? sizes[name]);
  return {
    ...sizes,
    pairs: number('pairs'),
    ...(values.seconds === undefined ? {} : { load: { seconds: Number(values.seconds) } }),
    events: number('events'),
    names: positionals,
    json: values.json,
    ...(values.profiles === undefined ? {} : { profiles: values.profiles }),
  };
}
