export {
  openKeys,
  openLog,
  openOutbox,
  openLogReadOnly,
  openRestorable,
  openViews,
  type LogOpening,
} from './open.ts';
export { secretName, secretOf, signingKeyOf } from './secrets.ts';
export {
  isInFolder,
  isShared,
  locationIn,
  logLocationIn,
  nameOf,
  projectorStorageIn,
  serverOf,
  storageIn,
  type Given,
  type Location,
  type LogLocation,
  type ProjectorStorage,
  type StorageSettings,
} from './settings.ts';
