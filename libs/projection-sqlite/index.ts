export { differences, lookedThrough } from './check.ts';
export { holdsSetAside, servesView, SqliteViewStore, type ViewsOpening } from './sqlite-view-store.ts';
