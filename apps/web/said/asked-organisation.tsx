import { useAnswer } from '../asking.ts';
import { Organisation } from '../parts/organisation.tsx';

/** An organisation whose name no answer has told yet: it is asked for. */
export function AskedOrganisation({ of }: { of: string }) {
  const asked = useAnswer<{ readonly name: string }>(
    of.startsWith('org_') ? `/v1/organisations/${of}` : undefined,
  );
  const name = 'answer' in asked ? asked.answer?.name : undefined;
  return <Organisation of={of} names={name === undefined ? {} : { [of]: name }} />;
}
