import { useAnswer } from '../asking.ts';
import { Link } from '../parts/link.tsx';
import { useWords } from '../reader.tsx';
import { Written } from '../parts/written.tsx';
import { brief } from '../texts/brief.ts';

/** A partnership by its title, once it is known. */
export function PartnershipLink({ of }: { of: string }) {
  const { said } = useWords().texts;
  const asked = useAnswer<{ readonly title: string }>(`/v1/partnerships/${of}`);
  const title = 'answer' in asked ? asked.answer?.title : undefined;
  return (
    <Link to={`/partnerships/${of}`}>
      <Written of={brief(title ?? said.partnership)} />
    </Link>
  );
}
