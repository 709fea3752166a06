import { FocalPointNamed } from '../events.ts';
import { perId, ptnId } from '#specification';
import { partnership, second } from '../../partnership/specification/example.ts';

/** What the specifications of this module begin with: two take part, and one of them has named somebody. */
export { convener, partnership, second, stranger } from '../../partnership/specification/example.ts';
export { book, gone } from '../../disclosure/specification/example.ts';

export const elsewhere = ptnId('elsewhere');
export const person = perId('ana');
export const as = (organisation: string) => ({ actor: { organisation }, self: person });
export const details = { name: 'Ana Duarte', email: 'ana@example.org' };
export const here = { partnership, person };
export const named = FocalPointNamed({ ...here, organisation: second, ...details });
