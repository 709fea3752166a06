/** A signed token (RFC 7515, section 3.1), wherever it stands in a text. */
const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** Shorter ones are no tokens, and might be part of a word. */
const SHORTEST = 8;

/** What was given as a token, by an option or by the environment. */
function given(args: readonly string[], env: NodeJS.ProcessEnv): string[] {
  const options = args.flatMap((arg, i) =>
    arg === '--token' ? (args[i + 1] ?? '') : arg.startsWith('--token=') ? arg.slice('--token='.length) : [],
  );
  return [...options, env['PLEDGEBOOK_TOKEN'] ?? '']
    .map((one) => one.trim())
    .filter((one) => one.length >= SHORTEST);
}

/**
 * A text that may be shown, kept in a log or sent on: without any token, also one that was given in place of something
 * else, such as the name of a file.
 */
export const withoutTokens = (text: string, args = process.argv.slice(2), env = process.env): string =>
  given(args, env)
    .reduce((rest, token) => rest.replaceAll(token, '[token]'), text)
    .replaceAll(TOKEN, '[token]');
