export {
  openKeys,
  openLog,
  openOutbox,
  openLogReadOnly,
  openRestorable,
  openViews,
  openWebhooks,
  openWebhooksReadOnly,
  type LogOpening,
} from './open.ts';
export { makeWebhookKey, secretName, secretOf, signingKeyOf, webhookKeyOf } from './secrets.ts';
export {
  isInFolder,
  isShared,
  locationIn,
  logLocationIn,
  nameOf,
  projectorStorageIn,
  serverOf,
  storageIn,
  webhooksBeside,
  type Given,
  type Location,
  type LogLocation,
  type ProjectorStorage,
  type StorageSettings,
} from './settings.ts';
