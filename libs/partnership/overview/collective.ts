import { dayOf, type Fact } from '#kernel';
import { isInterim } from '../period.ts';
import { changed, phase, proposal, told, type On } from './changes.ts';
import type { MeasuredData, MeasurementView, Outcome, OverviewState } from './shape.ts';

const adopted = (state: OverviewState, { data, on }: Fact): OverviewState =>
  proposal(state, (data as { proposal: string }).proposal, () => ({ adoptedOn: on }));

function define(state: OverviewState, fact: Fact): OverviewState {
  const { indicator, text, proposal: id } = fact.data as Outcome<'CollectiveIndicatorAdopted'>;
  const definition = { ...indicator, text, proposal: id, adoptedOn: fact.on, ...told(fact) };
  const { collectiveIndicators } = state;
  const before = collectiveIndicators.find((one) => one.id === indicator.id);
  if (!before)
    return {
      ...state,
      collectiveIndicators: [...collectiveIndicators, { ...definition, former: [], measurements: [] }],
    };
  const { former, measurements, ...stood } = before;
  const defined = { ...definition, former: [...former, stood], measurements };
  return {
    ...state,
    collectiveIndicators: collectiveIndicators.map((one) => (one === before ? defined : one)),
  };
}

function measure(state: OverviewState, fact: Fact): OverviewState {
  const { partnership: _, indicator, ...said } = fact.data as MeasuredData;
  const { measurement, replaces } = said;
  const { on, recordedAt } = fact;
  const interim = isInterim({ on, recordedOn: dayOf(recordedAt) }, said.period);
  const seen = { ...said, measuredOn: on, recordedAt, interim, ...told(fact) };
  const withOne = (measurements: readonly MeasurementView[]) => [
    ...changed(
      measurements,
      (one) => one.measurement === replaces,
      (one) => ({ ...one, replacedBy: measurement }),
    ),
    seen,
  ];
  return {
    ...state,
    collectiveIndicators: changed(
      state.collectiveIndicators,
      ({ id }) => id === indicator,
      (one) => ({ ...one, measurements: withOne(one.measurements) }),
    ),
  };
}

/** What is adopted beside goal and closing, and what is measured together. */
export const collectiveOn: On = {
  CollectiveIndicatorAdopted: (state, fact) => define(adopted(state, fact), fact),
  CollectiveIndicatorMeasured: measure,
  ExpansionAdopted: (state, fact) => {
    const { to } = fact.data as Outcome<'ExpansionAdopted'>;
    const wider = to ? { scope: { ...to, ...told(fact) } } : {};
    return phase({ ...adopted(state, fact), ...wider }, 'scaling', fact.on);
  },
  LeadHandedOver: (state, fact) => {
    const { organisation, from } = fact.data as Outcome<'LeadHandedOver'>;
    const since = state.formerConveners.at(-1)?.until ?? state.convenedOn;
    const before = from === organisation ? [] : [{ organisation: from, since, until: fact.on }];
    return {
      ...adopted(state, fact),
      convener: organisation,
      formerConveners: [...state.formerConveners, ...before],
    };
  },
};
