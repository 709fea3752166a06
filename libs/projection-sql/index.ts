export { DOCUMENTS, type Condition, type Dialect, type Named, type Tables } from './dialect.ts';
export {
  generationOf,
  CHECKPOINT,
  checkpointsFrom,
  type GenerationRow,
  type CheckpointRow,
} from './generations.ts';
export { entryOf, pageOf, rowsOfPage, type Asking } from './pages.ts';
export { selectAll, selectCounts, selectOne, type Of, type SortedRow } from './select.ts';
export { explaining, servedOf } from './served.ts';
export { columnsOf, createDocuments, createIndexes, dropTables, hasTerms } from './tables.ts';
