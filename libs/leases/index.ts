export { holderHere, isGone } from './holder.ts';
export { Leader, type LeaderOptions, type Term } from './leader.ts';
export { type Claim, type Leases } from './leases.ts';
