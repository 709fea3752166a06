import type { Texts } from '../index.ts';
import { codes } from './codes.ts';
import { commitment } from './commitment.ts';
import { frame } from './frame.ts';
import { organisation } from './organisation.ts';
import { partnership } from './partnership.ts';
import { partnerships } from './partnerships.ts';

export const fr: Texts = { ...frame, ...codes, partnerships, partnership, commitment, organisation };
