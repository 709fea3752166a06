import { Parser } from '@asyncapi/parser';
import { asyncApi, publicTypes } from '#contracts';

describe('the AsyncAPI document', () => {
  it('is one by its own parser, and has every type', async () => {
    const { document, diagnostics } = await new Parser().parse(
      JSON.stringify(
        asyncApi('https://book.example', {
          brokers: ['kafka.example:9092'],
          topic: 'events',
          partitions: 3,
          mode: 'binary',
        }),
      ),
    );
    const errors = diagnostics.filter(({ severity }) => severity === 0);
    expect(errors.map(({ path, message }) => [path.join('/'), message])).toEqual([]);
    for (const operation of ['poll', 'stream', 'postToWebhook', 'publish']) {
      const told = document?.operations().get(operation)?.messages().all() ?? [];
      const names = told.map((message) => message.name()).sort();
      expect(names).toEqual(publicTypes.map(({ type }) => type).sort());
    }
    const servers = document?.servers().all() ?? [];
    expect(servers.map((server) => server.host())).toEqual(['book.example', 'kafka.example:9092']);
    const kafka = document?.channels().get('kafka');
    expect([kafka?.address(), kafka?.description()]).toEqual([
      'events',
      expect.stringMatching(/`read_committed`/),
    ]);
    expect(
      kafka
        ?.servers()
        .all()
        .map((server) => server.protocol()),
    ).toEqual(['kafka']);
    expect(asyncApi()).not.toHaveProperty('servers');
  }, 300_000);
});
