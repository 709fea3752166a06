import { told } from '#domain';
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';

const TEXTS = { en, fr, es };

describe('The words for events', () => {
  it.each(Object.entries(TEXTS))('are there for every type that is told, in %s', (_, { events }) => {
    const without = told.filter(({ type }) => !(events as Record<string, string>)[type]?.trim());
    expect(without.map(({ type }) => type)).toEqual([]);
  });

  it.each(Object.entries(TEXTS))('tell one type from another, in %s', (_, { events }) => {
    const words = Object.values(events);
    expect(words.filter((one, at) => words.indexOf(one) !== at)).toEqual([]);
  });
});
