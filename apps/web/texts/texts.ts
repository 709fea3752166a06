import type { en } from './en/index.ts';

/** Every text of the page, in one language. English is written first; another that lacks a text is a type error. */
export type Texts = typeof en;
