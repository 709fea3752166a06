import { filled } from '../texts/filled.ts';
import type { Texts } from '../texts/index.ts';

/** A goal or a target by its number and name: `SDG 6`, `SDG 6.1`; by its number alone where there is no such. */
export function sdgOf(code: string, { goals, targets }: Pick<Texts, 'goals' | 'targets'>): string {
  const names: Readonly<Record<string, string>> = code.includes('.') ? targets : goals.names;
  const name = names[code];
  return name === undefined ? filled(goals.sdg, { code }) : filled(goals.named, { code, name });
}

/** In the order of their numbers: 6.1, 6.a, 14.1. */
export const bySdg = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
