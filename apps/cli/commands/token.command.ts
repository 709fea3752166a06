import { randomBytes } from 'node:crypto';
import { Command, CommandRunner, Option } from 'nest-commander';
import { makeId } from '#kernel';
import { organisationFor } from '../../api/organisations.ts';
import { openBook } from '../../api/book.ts';
import { DATA, dataOf } from '../options.ts';

interface Options {
  readonly organisation: string;
  readonly data?: string;
  readonly person?: string;
  readonly roles?: readonly string[];
  readonly days?: number;
}

@Command({
  name: 'token',
  description: 'Issue a token for a person of an organisation, from the data directory',
})
export class TokenCommand extends CommandRunner {
  override async run(_: string[], options: Options): Promise<void> {
    const book = await openBook(dataOf(options));
    try {
      const organisation = await organisationFor(book, options.organisation);
      const person = options.person ?? makeId('per', Date.now(), randomBytes(16));
      const actor = { person, organisation, roles: options.roles ?? ['participant'] };
      process.stdout.write(`${await book.issuer.issue(actor, (options.days ?? 30) * 86_400)}\n`);
    } finally {
      await book.close();
    }
  }

  @Option({
    flags: '--organisation <id or name>',
    description: 'its id, or a name that is registered if need be',
    required: true,
  })
  organisation(text: string): string {
    return text;
  }

  @Option({ flags: '--person <id>', description: 'an opaque id (a new one): never a name or an address' })
  person(id: string): string {
    if (!/^[A-Za-z0-9_]{1,64}$/.test(id))
      throw new Error('--person takes an opaque id: letters, digits and "_"');
    return id;
  }

  @Option({
    flags: '--role <names>',
    name: 'roles',
    description: 'such as participant or auditor, separated by commas',
  })
  roles(names: string): string[] {
    return names.split(',');
  }

  @Option({ flags: '--days <number>', description: 'how long it holds (30)' })
  days(text: string): number {
    const days = Number(text);
    if (!(days > 0 && days <= 3650)) throw new Error(`--days takes 1 to 3650, not "${text}"`);
    return days;
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
