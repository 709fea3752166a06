import type { Names } from '../answers.ts';
import { Written } from '../parts/written.tsx';
import { AskedOrganisation } from './asked-organisation.tsx';
import { CommitmentLink } from './commitment-link.tsx';
import { Organisation } from '../parts/organisation.tsx';
import type { Part, Told } from './tell.ts';

/** Whose book a statement stands in, and the names known so far. */
export interface Around {
  readonly names: Names;
  readonly partnership: string | undefined;
}

/** One part of a statement. */
export function Telling({ of, around }: { of: Told; around: Around }) {
  const { names, partnership } = around;
  if ('text' in of) return <Written of={of.text} />;
  if ('organisation' in of)
    return of.organisation in names ? (
      <Organisation of={of.organisation} names={names} />
    ) : (
      <AskedOrganisation of={of.organisation} />
    );
  if ('commitment' in of) return <CommitmentLink partnership={partnership} commitment={of.commitment} />;
  if ('parts' in of) return <Parts of={of.parts} around={around} />;
  return (
    <ul class="said">
      {of.each.map((one, i) => (
        <li key={i}>
          <Telling of={one} around={around} />
        </li>
      ))}
    </ul>
  );
}

/** What was said, part by part. */
export function Parts({ of, around }: { of: readonly Part[]; around: Around }) {
  return (
    <dl class="said">
      {of.map(({ name, label, told }) => (
        <div key={name}>
          <dt>
            <Written of={label} />
          </dt>
          <dd>
            <Telling of={told} around={around} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
