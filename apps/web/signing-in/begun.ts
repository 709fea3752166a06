import type { Begun } from './code-flow.ts';

/** What outlives the way to the provider and back: it is in this tab alone, and taken out as soon as one is back. */
export interface OnTheWay {
  readonly begun: Begun;
  /** Where one was on the page, to be there again. */
  readonly from: string;
}
const KEPT = 'pledgebook signing in';

/** @throws DOMException where the browser keeps nothing, as with cookies blocked */
export const keep = (onTheWay: OnTheWay): void => sessionStorage.setItem(KEPT, JSON.stringify(onTheWay));

/** What was kept, once; undefined where nothing was, or the browser keeps nothing. */
export function takeOut(): OnTheWay | undefined {
  try {
    const text = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return text === null ? undefined : (JSON.parse(text) as OnTheWay);
  } catch {
    return undefined;
  }
}
