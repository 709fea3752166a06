import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';

/** Every text, by where it stands: `partnership.head.phase`. */
const textsIn = (texts: object, at = ''): [where: string, text: string][] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${at}${key}`, value]] : textsIn(value as object, `${at}${key}.`),
  );
const ENGLISH = new Map(textsIn(en));
const bracesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

/** What is left of a text without what is filled in. */
const wordsIn = (text: string) =>
  text
    .replace(/\{\w+\}/g, '')
    .trim()
    .toLowerCase();

/** Words that are written as in English. Whatever else is the same was forgotten. */
const SAME = {
  fr: new Set(
    `budget corrections description europe invitation invitations message organisation organisations
    participant participants parties programme source type version`.split(/\s+/),
  ),
  es: new Set('asia australasia melanesia auditor no token'.split(' ')),
};
/** One word for each notion: these are other words for what is called otherwise everywhere else. */
const OTHERWISE = {
  fr: {
    animer: /convoqu/i,
    inscrire: /consign/i,
    intention: /annonce ou/i,
    jalon: /étapes? (en retard|atteinte|prévue)|étape n’est/i,
    'sans nouvelles': /silencieu/i,
    tenir: /promesses? accompli/i,
    verser: /pay[ée]/i,
  },
  es: {
    atrasado: /retraso/i,
    cuestionar: /disput/i,
    intención: /anuncio/i,
    pagar: /desembols/i,
    reemplazar: /sustitu/i,
    registrar: /anot(ad|ar|ó)/i,
    'sin noticias': /en silencio/i,
    suceso: /\bevento/i,
  },
};

describe.each([
  ['fr', fr],
  ['es', es],
] as const)('The texts in %s', (language, texts) => {
  const written = textsIn(texts);

  it('are written in it, but for words that are the same in both', () => {
    const left = written.filter(
      ([where, text]) =>
        text === ENGLISH.get(where) && /\p{L}/u.test(wordsIn(text)) && !SAME[language].has(wordsIn(text)),
    );
    expect(left).toEqual([]);
  });

  it('have a place for all that is filled in', () => {
    const differs = written.filter(
      ([where, text]) => bracesIn(text).join() !== bracesIn(ENGLISH.get(where) ?? '').join(),
    );
    expect(differs).toEqual([]);
  });

  it.each(Object.entries(OTHERWISE[language]))('say "%s" in no other word', (_, other) => {
    expect(written.filter(([, text]) => other.test(text))).toEqual([]);
  });

  it('end no line before a sign that belongs to the word before it', () => {
    const breaks = language === 'fr' ? / [:;?!»%]|« / : / [:;?!%]/;
    expect(written.filter(([, text]) => breaks.test(text))).toEqual([]);
  });
});
