import { Title } from '../parts/title.tsx';

export function PartnershipPage({ partnership }: { partnership: string }) {
  return <Title of={partnership} />;
}
