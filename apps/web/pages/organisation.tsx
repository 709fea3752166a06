import { Title } from '../parts/title.tsx';

export function OrganisationPage({ organisation }: { organisation: string }) {
  return <Title of={organisation} />;
}
