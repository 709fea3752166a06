import { Title } from '../parts/title.tsx';

export function CommitmentPage({ commitment }: { commitment: string }) {
  return <Title of={commitment} />;
}
