import type { StoredEvent } from '#kernel';

/** That somebody is named in a book, by whom; and when it was forgotten, where it was. */
export interface KnownPerson {
  readonly person: string;
  readonly organisation: string;
  readonly forgottenAt?: string;
}
/** What sealed records of focal points say of where they stand. */
interface Told {
  readonly partnership: string;
  readonly person: string;
  readonly organisation: string;
  readonly partnerships: readonly string[];
}

/** Who is named where, and for whom: nothing of names and addresses. */
export class KnownPersons {
  /** By partnership and organisation, then by person. */
  private readonly named = new Map<string, Map<string, KnownPerson>>();
  private readonly owners = new Map<string, string>();
  private readonly forgotten = new Set<string>();

  /** Whose person it is; undefined of one that never was, or was forgotten. */
  of(person: string): Pick<KnownPerson, 'organisation'> | undefined {
    const organisation = this.owners.get(person);
    return organisation === undefined ? undefined : { organisation };
  }

  /** Whom an organisation has named in a book. */
  in(partnership: string, organisation: string): readonly KnownPerson[] {
    return [...(this.named.get(`${partnership} ${organisation}`)?.values() ?? [])];
  }

  take({ type, data, metadata }: StoredEvent): void {
    const { partnership, person, organisation, partnerships } = data as Told;
    if (type === 'PersonForgotten') {
      this.forgotten.add(person);
      this.owners.delete(person);
      const forgottenAt = metadata['recordedAt'] ?? '';
      for (const each of partnerships) this.put(each, { person, organisation, forgottenAt });
    } else if (this.forgotten.has(person)) return;
    else if (type === 'FocalPointNamed') {
      this.owners.set(person, organisation);
      this.put(partnership, { person, organisation });
    } else if (type === 'FocalPointWithdrawn')
      this.named.get(`${partnership} ${organisation}`)?.delete(person);
  }

  private put(partnership: string, one: KnownPerson): void {
    const key = `${partnership} ${one.organisation}`;
    const named = this.named.get(key) ?? new Map<string, KnownPerson>();
    this.named.set(key, named.set(one.person, one));
  }
}
