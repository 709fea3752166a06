import { readFile } from 'node:fs/promises';
import { Command } from 'nest-commander';
import { fingerprint, type Receipt } from '#event-store';
import type { StoredEvent } from '#kernel';
import { ProblemAnswer, type Client } from '../client.ts';
import { AskingCommand } from '../asking.ts';
import { clientOf, type ServerOptions } from '../options.ts';
import { receiptsIn } from '../receipts.ts';

/** @throws Error by the name of the file */
async function receiptsNamed(file: string): Promise<Receipt[]> {
  const bytes = await readFile(file);
  try {
    return receiptsIn(bytes);
  } catch (error) {
    throw new Error(`${file} ${(error as Error).message}`, { cause: error });
  }
}

/** Hashes the event itself: the book's word for it is not taken. */
async function verdictOn(
  client: Client,
  { id, stream, revision, sha256 }: Receipt,
): Promise<string | undefined> {
  try {
    const event = await client.get<StoredEvent>(`/v1/stored-events/${id}`);
    if (event.stream !== stream || event.revision !== revision) return 'stands in another place';
    return fingerprint(event) === sha256 ? undefined : 'is not what was receipted';
  } catch (error) {
    if (error instanceof ProblemAnswer && error.status === 404)
      return 'is not in the book, or not for you to see';
    throw error;
  }
}

@Command({ name: 'verify', arguments: '<file>', description: 'Hold receipts against the book' })
export class VerifyCommand extends AskingCommand {
  override async run([file = '']: string[], options: ServerOptions): Promise<void> {
    const client = clientOf(options);
    const receipts = await receiptsNamed(file);
    let wrong = 0;
    for (const receipt of receipts) {
      const verdict = await verdictOn(client, receipt);
      if (verdict === undefined) continue;
      wrong++;
      process.stdout.write(`${receipt.id} ${verdict}\n`);
    }
    process.stdout.write(`${receipts.length - wrong} of ${receipts.length} receipts agree with the book\n`);
    if (wrong > 0 || receipts.length === 0) process.exitCode = 1;
  }
}
