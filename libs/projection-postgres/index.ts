export { PostgresViewStore, type PostgresViewsOptions } from './postgres-view-store.ts';
