import type { AnyQuery } from '#cqrs';
import type { QueryContext } from '../query-context/context.ts';
import { feedOfCommitment, feedOfOrganisation, feedOfPartnership } from './atom.ts';
import { calendarOfOrganisation, calendarOfPartnership } from './calendar.ts';
import { showCollectiveProgress } from './collective-progress.ts';
import { showCommitment } from './commitment.ts';
import { showConvenersDesk } from './conveners-desk.ts';
import { showCoverage } from './coverage.ts';
import { listDisclosures, showDisclosure } from './disclosures.ts';
import { readFeed } from './feed.ts';
import { listFocalPoints, showFocalPoint } from './focal-points.ts';
import { readHistory } from './history.ts';
import { listJointCommitments, showJointCommitment } from './joint-commitments.ts';
import { showLedger, showLedgerOfOrganisation, totalLedger } from './ledger.ts';
import { listMoments } from './moments.ts';
import { showObservation, showObservations } from './observations.ts';
import { listNamings } from './namings.ts';
import { listOrganisations, showOrganisation } from './organisations.ts';
import { listPartnerships, showPartnership } from './partnerships.ts';
import { listProgrammes, showProgramme } from './programmes.ts';
import { showProgress, showProgressOfOrganisation } from './progress.ts';
import { listRecords, showRecord } from './records.ts';
import { listSchemas, showSchema } from './schemas.ts';
import { showStanding } from './standing.ts';
import { showStoredEvent } from './stored-event.ts';
import { showTimeline } from './timeline.ts';
import { listWebhooks, showWebhook } from './webhooks.ts';

/** Every query: adding one is one line here. */
export const queriesOf = (context: QueryContext): readonly AnyQuery[] =>
  [
    listPartnerships,
    showPartnership,
    listProgrammes,
    showProgramme,
    showStanding,
    showConvenersDesk,
    showLedger,
    totalLedger,
    showCoverage,
    showRecord,
    listRecords,
    showLedgerOfOrganisation,
    listNamings,
    showCommitment,
    showObservations,
    showObservation,
    showProgress,
    showProgressOfOrganisation,
    showCollectiveProgress,
    listJointCommitments,
    showJointCommitment,
    listDisclosures,
    showDisclosure,
    listFocalPoints,
    showFocalPoint,
    showTimeline,
    listMoments,
    readHistory,
    listOrganisations,
    showOrganisation,
    readFeed,
    feedOfPartnership,
    feedOfOrganisation,
    feedOfCommitment,
    calendarOfPartnership,
    calendarOfOrganisation,
    listSchemas,
    showSchema,
    listWebhooks,
    showWebhook,
    showStoredEvent,
  ].flatMap((query): AnyQuery | AnyQuery[] => query(context));

export { queryContextOf, type QueryContext } from '../query-context/context.ts';
