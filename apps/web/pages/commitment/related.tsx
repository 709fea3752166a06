import type { ComponentChildren } from 'preact';
import type { JointRow, NamingRow } from '#commitment';
import { useAnswer } from '../../asking.ts';
import { AsNamed } from '../../parts/as-named.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Part } from '../../parts/part.tsx';
import { useWords } from '../../reader.tsx';
import { CommitmentLink } from '../../said/commitment-link.tsx';
import { Telling } from '../../said/said.tsx';
import { tell } from '../../said/tell.ts';
import { Written } from '../../parts/written.tsx';
import { filled } from '../../texts/filled.ts';
import { useDossier } from './dossier.tsx';

/** The joint commitment that it is a share of, and the other shares. */
function Joint({ id }: { id: string }) {
  const { colon } = useWords().texts;
  const { around, dossier } = useDossier();
  const { partnership } = dossier;
  const asked = useAnswer<JointRow & { names: typeof around.names }>(
    `/v1/partnerships/${partnership}/joint-commitments/${id}`,
  );
  const joint = 'answer' in asked ? asked.answer : undefined;
  if (!joint) return null;
  const others = joint.parties.filter(({ share }) => share !== undefined && share !== dossier.commitment);
  return (
    <>
      “<Written of={joint.statement} />”
      <ul class="said">
        {others.map(({ organisation, share }) => (
          <li key={organisation}>
            <Organisation of={organisation} names={joint.names} />
            {colon}
            <CommitmentLink partnership={partnership} commitment={share ?? ''} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whom it names, each with its own word on that; the entry that names it, where one does. */
function Named({ of }: { of: readonly NamingRow[] }) {
  const { colon } = useWords().texts;
  const { telling, around } = useDossier();
  return (
    <ul class="said">
      {of.map((one) => (
        <li key={`${one.role} ${one.organisation} ${one.entry ?? ''}`}>
          <Organisation of={one.organisation} names={around.names} />
          {colon}
          <AsNamed of={one} entry={one.entry && (telling.entries?.[one.entry] ?? one.entry)} />
        </li>
      ))}
    </ul>
  );
}

/** What ties it to other commitments and organisations, where anything does: a label and what to show. */
function useTies(): (readonly [label: string, shown: ComponentChildren])[] {
  const words = useWords();
  const { commitment: texts, colon } = words.texts;
  const { dossier, telling, around } = useDossier();
  const { joint, partOf, fundedBy, supersededBy, transferredTo, transferOf, offer, partnership } = dossier;
  const { resumes, resumedBy } = dossier;
  const link = (id: string) => <CommitmentLink partnership={partnership} commitment={id} />;
  const who = (id: string) => <Organisation of={id} names={around.names} />;
  const told = (name: string, value: unknown) => <Telling of={tell(name, value, telling)} around={around} />;
  const parent =
    partOf &&
    (partOf.commitment ? (
      <CommitmentLink partnership={partOf.partnership ?? partnership} commitment={partOf.commitment} />
    ) : (
      <Written of={partOf.reference} />
    ));
  const ties: (readonly [string, ComponentChildren])[] = [];
  if (joint) ties.push([texts.joint, <Joint key={joint} id={joint} />]);
  if (partOf)
    ties.push([
      texts.partOf,
      <>
        {parent}, {partOf.contained ? texts.contained : texts.notContained}
        {partOf.paymentsContained ? `, ${texts.paymentsContained}` : null}
      </>,
    ]);
  if (fundedBy) ties.push([texts.fundedBy, told('fundedBy', fundedBy)]);
  if (supersededBy) ties.push([texts.supersededBy, link(supersededBy)]);
  if (resumes) ties.push([texts.resumes, link(resumes)]);
  if (resumedBy) ties.push([texts.resumedBy, link(resumedBy)]);
  if (transferredTo) ties.push([texts.transferredTo, who(transferredTo)]);
  if (transferOf)
    ties.push([
      texts.transferOf,
      <>
        {who(transferOf.organisation)}
        {colon}
        {link(transferOf.commitment)}
      </>,
    ]);
  if (offer)
    ties.push([
      texts.offer,
      <>
        {who(offer.to)}, {filled(texts.since, { day: words.day(offer.since) })}
      </>,
    ]);
  if (dossier.with) ties.push([texts.with, told('with', dossier.with)]);
  if (dossier.sourceOrganisation)
    ties.push([texts.sourceOrganisation, told('sourceOrganisation', dossier.sourceOrganisation)]);
  if (dossier.recipient) ties.push([texts.recipient, told('recipient', dossier.recipient)]);
  if (dossier.namings) ties.push([texts.namings.title, <Named key="named" of={dossier.namings} />]);
  return ties;
}

/** Joint, handed over, replaced, part of another: with ways there. */
export function Related() {
  const { commitment: texts } = useWords().texts;
  const ties = useTies();
  if (ties.length === 0) return null;
  return (
    <Part id="ties" title={texts.relatedTitle}>
      <dl class="facts">
        {ties.map(([label, shown]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
