import { useAnswer } from '../asking.ts';
import { Link } from '../parts/link.tsx';
import { useWords } from '../reader.tsx';
import { Written } from '../parts/written.tsx';
import { brief } from '../texts/brief.ts';

interface Opening {
  readonly rows: readonly { readonly said: { readonly details?: { readonly statement?: string } } }[];
}

/** Another commitment, by what it first promised: its first event tells that, however long its story is. */
export function CommitmentLink({
  partnership,
  commitment,
}: {
  partnership: string | undefined;
  commitment: string;
}) {
  const { said } = useWords().texts;
  const asked = useAnswer<Opening>(
    partnership && `/v1/partnerships/${partnership}/timeline?commitment=${commitment}&limit=1`,
    'none',
  );
  const statement = 'answer' in asked ? asked.answer?.rows[0]?.said.details?.statement : undefined;
  if (partnership === undefined) return <>{said.another}</>;
  return (
    <Link to={`/partnerships/${partnership}/commitments/${commitment}`}>
      <Written of={brief(statement ?? said.another)} />
    </Link>
  );
}
