import { Title } from '../parts/title.tsx';

export function EventPage({ event }: { event: string }) {
  return <Title of={event} />;
}
