import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nameOf, projectorStorageIn, serverOf, storageIn } from './index.ts';

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

  it('is one place for what is told outside, for all that share a log', () => {
    expect(nameOf(storageIn('data').outbox)).toBe('data/outbox.sqlite');
    expect(nameOf(storageIn('data', shared).outbox)).toBe('postgres://me@db.example:5432/book');
    const views = { ...shared, PLEDGEBOOK_VIEWS: 'postgres://views.example/views' };
    expect(nameOf(storageIn('data', views).outbox)).toBe('postgres://views.example/views');
    const cluster = { ...shared, PLEDGEBOOK_EVENTS: 'kurrentdb://db.example' };
    expect(() => storageIn('data', cluster)).toThrow('PLEDGEBOOK_OUTBOX');
  });

  it('is named without its password', () => {
    expect(nameOf(storageIn('data', shared).events)).toBe('postgres://me@db.example:5432/book');
  });

  it('is a cluster for events, hosts side by side, in which several stores may have a name each', () => {
    const cluster = 'kurrentdb://me:hidden@one.example:2113,two.example?tls=true&store=staging';
    const outbox = { PLEDGEBOOK_OUTBOX: 'postgres://db.example/outbox' };
    const { events } = storageIn('data', { ...shared, ...outbox, PLEDGEBOOK_EVENTS: cluster });
    expect(events).toEqual({
      engine: 'kurrentdb',
      url: 'kurrentdb://me:hidden@one.example:2113,two.example?tls=true',
      store: 'staging',
    });
    expect(nameOf(events)).toBe('kurrentdb://me@one.example:2113,two.example?tls=true');
    expect(serverOf(events)).toBe('one.example:2113,two.example');
    const alone = storageIn('data', {
      ...shared,
      ...outbox,
      PLEDGEBOOK_EVENTS: 'kurrentdb+discover://db.example',
    });
    expect(alone.events).toEqual({ engine: 'kurrentdb', url: 'kurrentdb+discover://db.example' });
  });

  it.each([
    ['PLEDGEBOOK_VIEWS', 'kurrentdb://db.example', 'KurrentDB keeps events alone'],
    ['PLEDGEBOOK_KEYS', 'kurrentdb://db.example', 'KurrentDB keeps events alone'],
    ['PLEDGEBOOK_EVENTS', 'kurrentdb:db.example', 'takes kurrentdb://<user>:<password>@<host>,<host>'],
    ['PLEDGEBOOK_EVENTS', 'kurrentdb://a,,b', 'takes kurrentdb://<user>:<password>@<host>,<host>'],
    ['PLEDGEBOOK_EVENTS', 'kurrentdb://me:hidden@a?tsl=true', 'says tsl, which is no option'],
    ['PLEDGEBOOK_EVENTS_LISTEN', 'postgres://db.example/book', 'and PLEDGEBOOK_EVENTS names KurrentDB'],
  ])('refuses by name what cannot be with a cluster: %s at %s', (variable, said, why) => {
    const events = { PLEDGEBOOK_EVENTS: 'kurrentdb://db.example' };
    expect(() => storageIn('data', { ...shared, ...events, [variable]: said })).toThrow(
      new RegExp(`^${variable}.*${why}`),
    );
  });

  it.each(['mysql://db.example/book', 'sqlite:', 'kurrent://db.example', 'book.sqlite'])(
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

  it('is told by a file, whose name alone is told where it cannot be read', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pledgebook-settings-')), 'url');
    writeFileSync(file, `${shared.PLEDGEBOOK_EVENTS}\n`);
    const said = { PLEDGEBOOK_EVENTS_FILE: file, PLEDGEBOOK_EVENTS_LISTEN_FILE: file };
    const { PLEDGEBOOK_EVENTS: url, ...secrets } = shared;
    expect(storageIn('data', { ...secrets, ...said }).events).toMatchObject({ url, listenUrl: url });
    expect(projectorStorageIn('data', said).events).toMatchObject({ url });
    expect(() => projectorStorageIn('data', { PLEDGEBOOK_VIEWS_FILE: '/none' })).toThrow(
      '/none (PLEDGEBOOK_VIEWS_FILE) names a file that cannot be read',
    );
    rmSync(dirname(file), { recursive: true });
  });

  it('takes each secret from one place', () => {
    expect(() => storageIn('data', { PLEDGEBOOK_SECRET: 'a', PLEDGEBOOK_SECRET_FILE: 'b' })).toThrow(
      'PLEDGEBOOK_SECRET and PLEDGEBOOK_SECRET_FILE are both set',
    );
  });
});
