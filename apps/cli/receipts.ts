import type { Receipt } from '#event-store';
import { parseJson, UnreadableJson, utf8From } from '#input';

/**
 * Receipts in a file: a command's answer, a list of either, or one of either a line (NDJSON). It is read as strictly as
 * the book reads: what could mean two things proves nothing.
 *
 * @throws Error it is no UTF-8, no JSON, says a name twice, or holds what is no receipt: a sentence about the file
 */
export function receiptsIn(bytes: Uint8Array): Receipt[] {
  const text = utf8From(bytes);
  if (text === undefined) throw new UnreadableJson('is not valid UTF-8');
  return [whole(text) ?? lines(text)].flat().flatMap((value) => {
    const { receipts = value } = (value ?? {}) as { receipts?: unknown };
    return [receipts].flat().map(receipt);
  });
}

/** Undefined: it is no one JSON text. */
function whole(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if ((error as UnreadableJson).repeated !== undefined) throw error;
    return undefined;
  }
}

const lines = (text: string): unknown[] =>
  text.split('\n').flatMap((line, at) => {
    try {
      return line.trim() === '' ? [] : [parseJson(line)];
    } catch (error) {
      throw new UnreadableJson(`line ${at + 1}: ${(error as Error).message}`);
    }
  });

const TYPES = { id: 'string', stream: 'string', revision: 'number', sha256: 'string' };
function receipt(value: unknown): Receipt {
  const told = (value ?? {}) as Record<string, unknown>;
  if (Object.entries(TYPES).every(([name, type]) => typeof told[name] === type)) return value as Receipt;
  throw new UnreadableJson(`holds what is no receipt: ${JSON.stringify(value).slice(0, 200)}`);
}
