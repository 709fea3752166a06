import {
  defineCommand,
  pick,
  Refusal,
  refuse,
  type Actor,
  type CommandClass,
  type Decision,
  type EventDefinition,
  type Facts,
} from '#kernel';
import { latest, refuseBefore } from '#partnership';
import { entryVoided } from '../change.ts';
import { recordSource, relyOnSource, type SourceRecordState } from '../source.ts';
import { observationOf } from './claim.ts';
import { claimed, claimReads, type Claimed, type ClaimedIn } from './claimed.ts';
import { VERDICT_OF, type Observed } from './events.ts';
import { knownRecord, observedIn, refuseAttributed } from './from-source.ts';
import { observing } from './guard.ts';
import type { Observe } from './input.ts';
import { Observation, type ObservationState } from './observation.ts';

type Saying = Observe & { readonly text?: string };
type Found = ClaimedIn & { readonly source: SourceRecordState };

/** What the command says, of the claim as it stands. */
function saidBy({ partnership, claim, version, ...command }: Saying, of: Claimed, actor: Actor): Observed {
  const { onBehalfOf, source, text } = command;
  const observer = onBehalfOf ?? actor.organisation;
  const { commitment, ...which } = claim;
  return {
    partnership,
    ...(commitment === undefined ? {} : { commitment }),
    organisation: of.organisation,
    observer,
    observation: observationOf(claim, observer),
    claim: which,
    claimVersion: version ?? of.version,
    ...(text === undefined ? {} : { text }),
    attributed: onBehalfOf !== undefined,
    recordedBy: actor.organisation,
    ...(source ? { source: pick(source, ['system', 'record', 'version']) } : {}),
  };
}

/** The same word again is nothing new; from the observer itself it confirms what was recorded about it. */
const isSameWord = (state: ObservationState, said: Observed): boolean =>
  state.claimVersion === said.claimVersion &&
  state.text === said.text &&
  (said.attributed || !state.attributed);

/** Before it is the same observation: what it replaces, and whether it confirms it. */
const following = (state: ObservationState, { attributed }: Observed, verdict: string | undefined) => ({
  from: state.verdict,
  ...(state.attributed && !attributed && state.verdict === verdict ? { confirms: true as const } : {}),
});

const observe =
  (event: EventDefinition<string, Observed>) =>
  (state: ObservationState | undefined, command: Saying, facts: Facts<Found>): Decision => {
    const claim = claimed(command.claim, facts.read);
    const claimVersion = claim instanceof Refusal ? undefined : claim.version;
    const { source } = facts.read;
    const known = source && knownRecord(state, command, { known: source, claimVersion });
    if (known) return known;
    if (claim instanceof Refusal) return claim;
    const said = saidBy(command, claim, facts.actor);
    const stands = state?.withdrawnBy === undefined ? state : undefined;
    const verdict = VERDICT_OF[event.type];
    if (claim.voided && verdict === 'corroborated') return entryVoided('claim/entry');
    if (stands && stands.verdict === verdict && isSameWord(stands, said)) return [];
    const refusal =
      refuseVersion(said.claimVersion, claim) ??
      (state && said.attributed ? refuseAttributed(state, command) : undefined) ??
      refuseBefore(latest([claim.on, state?.on]), facts.effectiveOn);
    if (refusal) return refusal;
    const made = event({ ...said, ...(stands ? following(stands, said, verdict) : {}) });
    return [
      made,
      ...recordSource(
        command,
        command.claim.commitment ?? '',
        observedIn({ text: said.text, claimVersion: claim.version }),
      ),
    ];
  };

const refuseVersion = (seen: number, { version, from = 1 }: Claimed): Refusal | undefined =>
  seen >= from && seen <= version
    ? undefined
    : refuse(
        'version-never-was',
        `It stands in version ${version}: name that, or an earlier one that it had.`,
        {
          field: 'version',
        },
      );

/** Defines one of the ways to observe. */
export const defineObservation = <C extends Saying>(
  input: CommandClass<C>,
  summary: string,
  event: EventDefinition<string, Observed>,
) =>
  defineCommand<C, ObservationState, Found>({
    input,
    summary,
    entity: Observation,
    own: ({ claim, onBehalfOf }, actor) => ({
      observation: observationOf(claim, onBehalfOf ?? actor.organisation),
    }),
    allow: observing(VERDICT_OF[event.type] === 'corroborated'),
    reads: { ...claimReads, source: relyOnSource },
    decide: observe(event),
  });
