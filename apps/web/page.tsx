import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { idsIn } from './address.ts';
import { Frame } from './frame.tsx';
import { CommitmentPage } from './pages/commitment.tsx';
import { EventPage } from './pages/event.tsx';
import { NothingHere } from './pages/nothing-here.tsx';
import { OrganisationPage } from './pages/organisation.tsx';
import { PartnershipPage } from './pages/partnership.tsx';
import { PartnershipsPage } from './pages/partnerships.tsx';
import { SignedInPage } from './pages/signed-in.tsx';
import { Safely } from './parts/mishaps.tsx';
import { useReader } from './reader.tsx';
import { SIGNED_IN } from './signing-in/settings.ts';

/** What a page is told by its address. */
export type PageProps = Readonly<Record<string, string>>;

const PAGES: readonly (readonly [pattern: string, page: ComponentType<PageProps>])[] = [
  ['/', PartnershipsPage],
  ['/partnerships/:partnership', PartnershipPage as ComponentType<PageProps>],
  ['/partnerships/:partnership/commitments/:commitment', CommitmentPage as ComponentType<PageProps>],
  ['/organisations/:organisation', OrganisationPage as ComponentType<PageProps>],
  ['/events/:event', EventPage as ComponentType<PageProps>],
  [SIGNED_IN, SignedInPage],
];

/** The page of an address, in its frame. Who comes to another page starts at its heading, or at the part that the address names. */
export function Page() {
  const { address } = useReader();
  const [Shown, ids = {}]: readonly [ComponentType<PageProps>, PageProps?] = PAGES.map(
    ([pattern, page]) => [page, idsIn(pattern, address)] as const,
  ).find(([, given]) => given !== undefined) ?? [NothingHere];
  const first = useRef(true);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (address.part === undefined) {
      scrollTo(0, 0);
      main.current?.focus();
    }
  }, [address.path]);
  return (
    <Frame partnership={ids['partnership']} commitment={ids['commitment']} organisation={ids['organisation']}>
      <main id="main" ref={main} tabIndex={-1}>
        <Safely key={address.path}>
          <Shown {...ids} />
        </Safely>
      </main>
    </Frame>
  );
}
