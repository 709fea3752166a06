import { useEffect, useState } from 'preact/hooks';
import { useReader } from './reader.tsx';
import type { Problem, Settled } from './settled.ts';

export type { Problem } from './settled.ts';
/** How a question stands. While another answer is awaited, the one before is still there. */
export type Asked<A> = { readonly state: 'asking'; readonly answer?: A; readonly slow: boolean } | Settled<A>;

/** After so many milliseconds the reader is told that it takes long. */
const SLOW = 600;

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Why an answer failed, whatever it was. */
export const problemOf = (error: unknown): Problem =>
  error instanceof Refused ? error.problem : { code: 'failed', detail: '', status: 0 };

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;

/** So often a question is asked again of a book that is busy, and so many seconds it is waited for at most. */
const [AGAIN, PATIENCE] = [3, 10];

/** How many seconds a busy book asks to wait, where it is worth it; undefined: it did not ask, or for too long. */
function waitAskedIn({ status, headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return (status === 503 || status === 429) && seconds <= PATIENCE ? seconds : undefined;
}

/** Fetches, and fetches again where the book is busy and says when it may be asked again. */
async function patiently(path: string, options: RequestInit): Promise<Response> {
  for (let asked = 1; ; asked++) {
    const response = await fetch(path, options);
    const seconds = asked < AGAIN ? waitAskedIn(response) : undefined;
    if (seconds === undefined) return response;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

interface Asking {
  readonly token?: string | undefined;
  /** That the page speaks, whatever the browser's is: lists are sorted by it. */
  readonly language?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/**
 * Asks the API.
 *
 * @throws Refused with the problem that was answered, or one of ours where nothing was
 */
export async function ask(
  path: string,
  { token, language, accept = 'application/json', signal }: Asking = {},
): Promise<Response> {
  const headers = {
    accept,
    ...(language === undefined ? {} : { 'accept-language': language }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  let response: Response;
  try {
    response = await patiently(path, { headers, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refused({ code: 'unreachable', detail: '', status: 0 });
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw new Refused(isProblem(body) ? body : { code: 'failed', detail: '', status: response.status });
}

/** As whom, and in which language, the page asks. */
export function useAsker(): Pick<Asking, 'token' | 'language'> {
  const { token, words } = useReader();
  return { token, language: words.locale };
}

/** The address of a question at the moment that is looked at. */
export function questionAt(path: string, asOf: string | undefined): string {
  if (asOf === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(asOf)}`;
}

/**
 * The answer to a question at the moment that is looked at, asked again when that, the token, the
 * language or the book changes. What came with the page is not asked for.
 *
 * @param path undefined: nothing is asked yet
 * @param moment `none` for what has no moment
 */
export function useAnswer<A>(path: string | undefined, moment: 'looked at' | 'none' = 'looked at'): Asked<A> {
  const { asOf, edition, known: before } = useReader();
  const asker = useAsker();
  const question = path === undefined ? undefined : questionAt(path, moment === 'none' ? undefined : asOf);
  const about = path?.split('?')[0];
  // What was answered is of one asking alone: of any other it is awaited from the first moment on.
  const asking = JSON.stringify([question, asker, edition]);
  const [known, setKnown] = useState<Known<A> | undefined>(() => {
    // What came with the page is what anybody is answered.
    const asked = asker.token === undefined && question && before.find(question, asker.language ?? '');
    return asked ? { asking, about, asked: asked as Settled<A> } : undefined;
  });
  const [slow, setSlow] = useState<string>();
  useEffect(() => {
    if (question === undefined || known?.asking === asking) return;
    const gone = new AbortController();
    const timer = setTimeout(() => setSlow(asking), SLOW);
    answerTo<A>(question, { ...asker, signal: gone.signal })
      .then((asked) => gone.signal.aborted || setKnown({ asking, about, asked }))
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [asking]);
  if (known?.asking === asking) return known.asked;
  const shown = known?.about === about && known?.asked.state === 'answered' ? known.asked : undefined;
  return { state: 'asking', slow: slow === asking, ...(shown ? { answer: shown.answer } : {}) };
}

interface Known<A> {
  readonly asking: string;
  readonly about: string | undefined;
  readonly asked: Settled<A>;
}

async function answerTo<A>(question: string, options: Asking): Promise<Settled<A>> {
  try {
    return { state: 'answered', answer: (await (await ask(question, options)).json()) as A };
  } catch (error) {
    return { state: 'refused', problem: problemOf(error) };
  }
}
