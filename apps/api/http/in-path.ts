import { refuse, Refused } from '#kernel';

/**
 * Refuses what says again what the path says: one of the two would be passed over in silence.
 *
 * @param what the caller sent: the input of a command, or a question
 * @throws Refused a name of the path stands in it
 */
export function refuseTwice(path: readonly string[], given: object, what: 'input' | 'question'): void {
  const twice = path.find((name) => Object.hasOwn(given, name));
  if (twice === undefined) return;
  const errors = [{ field: `/${twice}`, rule: 'unknownField', message: `${twice} is in the path already` }];
  throw new Refused(refuse('invalid-input', `The ${what} is not as it should be: see errors.`, { errors }));
}
