import { randomBytes } from 'node:crypto';
import { Command, CommandRunner, Option } from 'nest-commander';
import { isRole, isScope, makeId, ROLES, SCOPES, type Role, type Scope } from '#kernel';
import { oidcSettingsIn } from '#identity';
import { organisationFor } from '../../api/organisations.ts';
import { openCommands, type CommandRole } from '../../api/roles/commands.ts';
import { DATA, storageOf } from '../options.ts';

interface Options {
  readonly organisation?: string;
  readonly data?: string;
  readonly person?: string;
  readonly roles?: readonly Role[];
  readonly service?: string;
  readonly scopes?: readonly Scope[];
  readonly days?: number;
}

/** Words separated by commas, each one of these. @throws Error another is among them */
function wordsIn<W extends string>(
  text: string,
  flag: string,
  is: (word: unknown) => word is W,
  all: object,
): W[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.every(is)) return words;
  throw new Error(`${flag} takes ${Object.keys(all).join(', ')}, separated by commas: not "${text}"`);
}

const ID = /^[A-Za-z0-9_]{1,64}$/;

@Command({
  name: 'token',
  description: 'Issue a token, for a person of an organisation or for a service, from the data directory',
})
export class TokenCommand extends CommandRunner {
  override async run(_: string[], options: Options): Promise<void> {
    const opened = await openCommands(storageOf(options));
    try {
      process.stdout.write(`${await this.issue(opened, options)}\n`);
    } finally {
      await opened.close();
    }
  }

  private async issue(opened: CommandRole, options: Options): Promise<string> {
    const { organisation: named, person, roles = ['participant'], service, scopes = [], days = 30 } = options;
    const seconds = days * 86_400;
    if (service !== undefined) {
      if (named !== undefined || person !== undefined || options.roles || scopes.length === 0)
        throw new Error('--service goes with --scope alone: it speaks for nobody');
      return opened.issuer.issueToService(service, scopes, seconds);
    }
    if (named === undefined || scopes.length > 0)
      throw new Error('a token is for a person (--organisation) or for a service (--service and --scope)');
    if (roles.includes('subscriber'))
      throw new Error('a subscriber is a service: --service and --scope issue its token');
    const oidc = oidcSettingsIn(process.env);
    if (oidc) throw new Error(`PLEDGEBOOK_OIDC_ISSUER is set: people get their tokens from ${oidc.issuer}`);
    const organisation = await organisationFor(opened, named);
    const actor = { person: person ?? makeId('per', Date.now(), randomBytes(16)), organisation, roles };
    return opened.issuer.issue(actor, seconds);
  }

  @Option({
    flags: '--organisation <id or name>',
    description: 'its id, or a name by which an operator listed or proved it; one that nobody has is listed',
  })
  organisation(text: string): string {
    return text;
  }

  @Option({ flags: '--person <id>', description: 'an opaque id (a new one): never a name or an address' })
  person(id: string): string {
    if (!ID.test(id)) throw new Error('--person takes an opaque id: letters, digits and "_"');
    return id;
  }

  @Option({
    flags: '--role <names>',
    name: 'roles',
    description: `${Object.keys(ROLES).join(', ')}; several separated by commas (participant)`,
  })
  roles(names: string): Role[] {
    return wordsIn(names, '--role', isRole, ROLES);
  }

  @Option({ flags: '--service <name>', description: 'a service that reads, and speaks for nobody' })
  service(name: string): string {
    if (!ID.test(name)) throw new Error('--service takes a name of letters, digits and "_"');
    return name;
  }

  @Option({
    flags: '--scope <names>',
    name: 'scopes',
    description: `what a service may read: ${Object.keys(SCOPES).join(', ')}; several separated by commas`,
  })
  scopes(names: string): Scope[] {
    return wordsIn(names, '--scope', isScope, SCOPES);
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
