import { codes } from './codes.ts';
import { commitment } from './commitment.ts';
import { frame } from './frame.ts';
import { organisation } from './organisation.ts';
import { partnership } from './partnership.ts';
import { partnerships } from './partnerships.ts';

export const en = { ...frame, ...codes, partnerships, partnership, commitment, organisation };
