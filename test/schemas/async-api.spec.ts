import { Parser } from '@asyncapi/parser';
import { asyncApi, publicTypes } from '#contracts';

describe('the AsyncAPI document', () => {
  it('is one by its own parser, and has every type', async () => {
    const { document, diagnostics } = await new Parser().parse(
      JSON.stringify(asyncApi('https://book.example')),
    );
    const errors = diagnostics.filter(({ severity }) => severity === 0);
    expect(errors.map(({ path, message }) => [path.join('/'), message])).toEqual([]);
    const told = document?.operations().get('poll')?.messages().all() ?? [];
    expect(told.map((message) => message.name()).sort()).toEqual(publicTypes.map(({ type }) => type).sort());
    const servers = document?.servers().all() ?? [];
    expect(servers.map((server) => server.host())).toEqual(['book.example']);
    expect(asyncApi()).not.toHaveProperty('servers');
  }, 60_000);
});
