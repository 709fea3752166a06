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
  isShared,
  locationIn,
  logLocationIn,
  nameOf,
  serverOf,
  storageIn,
  type Given,
  type Location,
  type LogLocation,
  type StorageSettings,
} from './settings.ts';
