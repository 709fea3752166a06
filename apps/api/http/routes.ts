import type { AnyCommand } from '#kernel';

const kebab = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** Where a command is given: its URI and the ids that the path fills in. */
export interface Route {
  readonly path: string;
  readonly ids: readonly string[];
}

/** Tells a command's URI from its entity and its name; nothing is written down twice. */
export function routeOf({ input, entity, creates, own: told }: AnyCommand): Route {
  const name = kebab(input.name);
  const ids = creates || told ? [] : [entity.kind];
  if (entity.kind === 'organisation')
    return { path: `/v1/organisations${creates ? '' : '/:organisation'}/${name}`, ids };
  if (entity.kind === 'partnership')
    return creates
      ? { path: '/v1/partnerships', ids }
      : { path: `/v1/partnerships/:partnership/${name}`, ids };
  if (entity.kind === 'programme' && creates) return { path: '/v1/programmes', ids };
  const own = creates || told ? '' : `/${kebab(entity.kind)}s/:${entity.kind}`;
  return { path: `/v1/partnerships/:partnership${own}/${name}`, ids: ['partnership', ...ids] };
}
