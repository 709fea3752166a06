import { nameOf, storageIn } from './index.ts';

const shared = {
  PLEDGEBOOK_EVENTS: 'postgres://me:hidden@db.example:5432/book',
  PLEDGEBOOK_KEYS: 'postgres://me:hidden@keys.example/keys',
  PLEDGEBOOK_SECRET: 'c2VjcmV0',
  PLEDGEBOOK_SIGNING_KEY_FILE: '/run/secrets/signing-key.pem',
  PLEDGEBOOK_MASTER_KEY_FILE: '/run/secrets/master.key',
};

describe('Where a store is kept', () => {
  it('is a folder, where nothing else is said', () => {
    const { events, views, keys, secret } = storageIn('data');
    expect([events, views, keys].map(nameOf)).toEqual([
      'data/events.sqlite',
      'data/views.sqlite',
      'data/keys.sqlite',
    ]);
    expect(secret).toBeUndefined();
  });

  it('is told by URL, part by part', () => {
    const settings = storageIn('data', { ...shared, PLEDGEBOOK_EVENTS_LISTEN: 'postgres://db.example/book' });
    expect(settings).toMatchObject({
      events: { engine: 'postgres', listenUrl: 'postgres://db.example/book' },
      views: { engine: 'sqlite', file: 'data/views.sqlite' },
      secret: { from: 'PLEDGEBOOK_SECRET', text: 'c2VjcmV0' },
      signingKey: { file: '/run/secrets/signing-key.pem' },
    });
    const { views } = storageIn('data', { PLEDGEBOOK_VIEWS: 'sqlite:/var/lib/views.sqlite' });
    expect(views).toEqual({ engine: 'sqlite', file: '/var/lib/views.sqlite' });
  });

  it('is named without its password', () => {
    expect(nameOf(storageIn('data', shared).events)).toBe('postgres://me@db.example:5432/book');
  });

  it.each(['mysql://db.example/book', 'sqlite:', 'kurrentdb://db.example', 'book.sqlite'])(
    'is not %s: it names the variable and what it takes, and repeats no address',
    (said) => {
      expect(() => storageIn('data', { PLEDGEBOOK_EVENTS: said })).toThrow(
        /^PLEDGEBOOK_EVENTS takes sqlite:<file> or postgres:/,
      );
    },
  );

  it.each(Object.keys(shared).slice(1))('is refused where it is shared and %s is not said', (name) => {
    const { [name as keyof typeof shared]: _, ...said } = shared;
    expect(() => storageIn('data', said)).toThrow(new RegExp(name.replace(/_FILE$/, '')));
  });

  it('takes each secret from one place', () => {
    expect(() => storageIn('data', { PLEDGEBOOK_SECRET: 'a', PLEDGEBOOK_SECRET_FILE: 'b' })).toThrow(
      'PLEDGEBOOK_SECRET and PLEDGEBOOK_SECRET_FILE are both set',
    );
  });
});
