export { answerNaming } from './answer-naming/answer-naming.ts';
export * from './events.ts';
export { isNaming } from './naming.ts';
export type { NamingDoc, NamingRow } from './namings.ts';
