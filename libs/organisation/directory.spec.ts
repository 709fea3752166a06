import type { NewEvent, StoredEvent } from '#kernel';
import { orgId, stored } from '#specification';
import { directory, type DirectoryDoc } from './directory.ts';
import {
  IdentifierGivenBack,
  IdentifierProven,
  IdentifierTakenOver,
  OrganisationChanged,
  OrganisationRegistered,
} from './organisation.ts';

const [organisation, other] = [orgId('itu'), orgId('real')];
const [first, second] = [
  { agency: 'XM-DAC', number: '1' },
  { agency: 'XI-LEI', number: '2' },
];
const details = { name: 'ITU', identifier: first };
const listed = OrganisationRegistered({ organisation, ...details, registeredBy: organisation });
const reason = 'As its register says';
const read = (...events: readonly NewEvent[]) => {
  const doc = events.reduce<DirectoryDoc | undefined>(
    (before, event, i) =>
      directory.on[event.type]?.(before, stored(event, i) as StoredEvent<string, never>, {
        key: organisation,
        peek: () => undefined,
      }),
    undefined,
  );
  return directory.at(doc as DirectoryDoc, '2030-01-01');
};

describe('An organisation in the directory', () => {
  it('says of a claim that it is proven for another, until that is taken back', () => {
    const of = { organisation, identifier: first, reason, by: other };
    const claimed = { ...first, proven: false, claimedBy: organisation };
    expect(read(listed).identifier).toEqual(claimed);
    expect(read(listed, IdentifierTakenOver(of)).identifier).toEqual({ ...claimed, provenFor: other });
    expect(read(listed, IdentifierTakenOver(of), IdentifierGivenBack(of)).identifier).toEqual(claimed);
  });

  it('shows several, each claimed or proven, and that it was renamed since', () => {
    const after = { ...details, alsoIdentifiers: [second] };
    const detailed = OrganisationChanged({ organisation, change: 'detailed', before: details, after });
    const proven = IdentifierProven({ organisation, identifier: second, reason });
    const renamed = OrganisationChanged({
      organisation,
      change: 'renamed',
      before: after,
      after: { ...after, name: 'World Bank' },
    });
    expect(read(listed, detailed, proven)).toMatchObject({
      identifiers: [
        { ...first, proven: false },
        { ...second, proven: true, reason },
      ],
      alsoProven: ['XI-LEI:2'],
    });
    expect(read(listed, detailed, proven, renamed).identifiers?.[1]).toMatchObject({ renamedSince: true });
  });
});
