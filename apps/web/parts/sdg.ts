import { filled } from '../texts/filled.ts';
import type { Texts } from '../texts/index.ts';

/** A goal by its number and name; a target by its number and the name of its goal. */
export function sdgOf(code: string, { goals }: Pick<Texts, 'goals'>): string {
  const [goal = ''] = code.split('.');
  const name = (goals.names as Readonly<Record<string, string>>)[goal];
  return name === undefined ? filled(goals.sdg, { code }) : filled(goals.named, { code, name });
}

/** In the order of their numbers: 6.1, 6.a, 14.1. */
export const bySdg = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
