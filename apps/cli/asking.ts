import { CommandRunner, Option } from 'nest-commander';
import { AS_OF, EFFECTIVE, SERVER, TOKEN } from './options.ts';

/** A command that asks a server, with a token or without. */
export abstract class AskingCommand extends CommandRunner {
  @Option(SERVER)
  server(url: string): string {
    return url;
  }

  @Option(TOKEN)
  token(token: string): string {
    return token;
  }
}

/** One that asks for a moment, too. */
export abstract class AskingOfMoment extends AskingCommand {
  @Option(AS_OF)
  asOf(moment: string): string {
    return moment;
  }

  @Option(EFFECTIVE)
  effective(day: string): string {
    return day;
  }
}
