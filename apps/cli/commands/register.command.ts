import { Command, CommandRunner, Option } from 'nest-commander';
import { openBook } from '../../api/book.ts';
import { register } from '../../api/organisations.ts';
import { DATA, dataOf } from '../options.ts';

interface Options {
  readonly name: string;
  readonly data?: string;
  readonly identifier?: { readonly agency: string; readonly number: string };
}

@Command({
  name: 'register',
  description: 'List an organisation in the data directory, so that an identity provider can name it',
})
export class RegisterCommand extends CommandRunner {
  override async run(_: string[], { data, ...said }: Options): Promise<void> {
    const book = await openBook(dataOf(data === undefined ? {} : { data }));
    try {
      process.stdout.write(`${await register(book, said)}\n`);
    } finally {
      await book.close();
    }
  }

  @Option({ flags: '--name <name>', description: 'its name', required: true })
  name(text: string): string {
    return text;
  }

  @Option({
    flags: '--identifier <agency:number>',
    description: 'its identifier, such as XM-DAC:41302, by which a token may name it',
  })
  identifier(text: string): { agency: string; number: string } {
    const [, agency, number] = /^([^:]+):(.+)$/.exec(text) ?? [];
    if (agency === undefined || number === undefined)
      throw new Error(`--identifier takes agency:number, not "${text}"`);
    return { agency, number };
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
