import { refuseAsker, type AnyQuery } from '#cqrs';
import { SCOPES, seesInside, SPEAKERS, type Actor, type Scope } from '#kernel';
import type { OpenedStore } from '../../apps/api/opened-store.ts';
import { queryContextOf, queriesOf } from '../../apps/api/queries/index.ts';
import { actorWith, BOTH, RELATIONS, type Cast, type Relation } from './scene.ts';

/** What somebody is shown: nothing, what anybody is, or that and what is for those inside; `yes` where there is no such part. */
export type Shown = 'no' | 'yes' | 'public part' | 'all of it';

/** Somebody who may ask. */
export interface Asking {
  readonly as: string;
  readonly standing: Relation;
  readonly actor?: Actor;
}

export const NOBODY: Asking = { as: 'without a token', standing: 'outside' };
const PEOPLE = ['participant', 'analyst', 'auditor', 'operator', ...BOTH];

/** A service, which is nobody's, with one scope. */
const serviceWith = (scope: Scope): Asking => ({
  as: `subscriber with the scope "${scope}"`,
  standing: 'outside',
  actor: { person: 'service', organisation: '', roles: ['subscriber'], scopes: [scope] },
});

/** Everybody who may ask: each role, for an organisation of each standing; services; and nobody. */
export function askersIn({ own, other, fourth, fifth }: Cast): readonly Asking[] {
  const organisations = { 'takes part': own, invited: other, interested: fifth, outside: fourth };
  const people = PEOPLE.flatMap((as) =>
    RELATIONS.map((standing) => {
      return { as, standing, actor: actorWith(as, organisations[standing]) };
    }),
  );
  return [NOBODY, ...people, ...(Object.keys(SCOPES) as Scope[]).map(serviceWith)];
}

/** Of what has an audience of its own, who is in it where nothing else is said: whoever speaks for an organisation. */
const readersOf = ({ readers = SPEAKERS }: AnyQuery['allow']): readonly string[] => readers;

/** As the query's own rule has it: nothing is asked. */
export function ruledFor({ allow }: AnyQuery, { actor, standing }: Asking): Shown {
  if (refuseAsker(allow, actor)) return 'no';
  if (allow.audience !== undefined)
    return standing === 'takes part' && readersOf(allow).some((role) => actor?.roles.includes(role))
      ? 'all of it'
      : 'public part';
  if (allow.inside === undefined) return 'yes';
  const inside = standing === 'takes part' || standing === 'invited';
  return actor && seesInside(actor, inside) ? 'all of it' : 'public part';
}

export const queriesIn = (book: OpenedStore): readonly AnyQuery[] => queriesOf(queryContextOf(book));
