export { CheckedFile, isFinding } from './checking.ts';
export { naming, refuseGarbled, refuseUnsound, troubleWith } from './trouble.ts';
