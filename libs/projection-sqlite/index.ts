export { holdsSetAside, SqliteViewStore, type ViewsOpening } from './sqlite-view-store.ts';
