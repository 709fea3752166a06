export { foldUpTo, ProjectionStopped, type FoldBounds } from './as-of.ts';
export { build, type Building, type Progress } from './build.ts';
export {
  columnReader,
  kindsOf,
  scalarOf,
  type Kind,
  type Kinds,
  type Scalar,
  type Values,
} from './columns.ts';
export { eventIndex, ProjectedIndex } from './event-index.ts';
export { foldEvent, type Documents } from './fold.ts';
export { countInMemory, eachInMemory, listInMemory } from './memory.ts';
export {
  kindOf,
  ofTerms,
  steadyPart,
  UnknownColumn,
  type Among,
  type Count,
  type Cursor,
  type Entry,
  type Listed,
  type Query,
  type Where,
} from './query.ts';
export { Checkpoints, type Awaiting, type ProjectionStatus } from './checkpoints.ts';
export { ProjectionRunner, type RunnerOptions } from './runner.ts';
export { skippedOf } from './set-aside.ts';
export { giveUpStrayed } from './strayed.ts';
export { settled } from './settle.ts';
export { stoppable, TimeSlice, unstoppable } from './time-slice.ts';
export {
  Overtaken,
  checkpointOf,
  type Batch,
  type Change,
  type Failure,
  type FormerlySetAside,
  type Generation,
  type Checkpoint,
  type Views,
  type ViewStore,
} from './view-store.ts';
export { Waiting } from './waiting.ts';
export { Best, orderOf, textOrder } from './order.ts';
