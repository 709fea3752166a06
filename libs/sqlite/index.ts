export { CheckedFile, isFinding } from './checking.ts';
export { copyFile } from './copying.ts';
export { naming, refuseGarbled, refuseUnsound, troubleWith } from './trouble.ts';
