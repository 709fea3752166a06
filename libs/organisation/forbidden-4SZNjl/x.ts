import { SqliteEventStore as x } from '#event-store-sqlite';
void x;
