export { admitPartnership } from './admit-partnership/admit-partnership.ts';
export * from './belonging-events.ts';
export { endBelonging } from './end-belonging/end-belonging.ts';
export * from './events.ts';
export { Belonging, foldedName, Programme, relyOnProgramme } from './programme.ts';
export * from './programmes.ts';
export { registerProgramme } from './register-programme/register-programme.ts';
