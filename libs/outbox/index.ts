export * from './batches.ts';
export { FORMER_FEED, FormerFeed } from './former-feed.ts';
export * from './outbox.ts';
export { PublicFeed } from './public-feed.ts';
export { restate, type Restating } from './restating.ts';
export { VERSION as FOLD_VERSION } from './state.ts';
export { OUTBOX, outboxStatus } from './status.ts';
export { OutboxWriter, type WriterOptions } from './writer.ts';
