import { thisArea } from '../../../contracts/areas/this-area.ts';
import { makeAnchors } from '../../../functions/audit/make-anchors.ts';
import { apiAudit } from '../../../functions/audit/of-api.ts';
import { auditTrail } from '../../../functions/audit/trail.ts';
import { witness } from '../../../functions/audit/witness.ts';
import { projectAgain } from '../../../functions/events/project-records.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { linkRows } from '../../../functions/views/link-rows.ts';
import { projectReferral } from '../../../functions/views/project-referral.ts';
import { referenceRows } from '../../../functions/views/reference-rows.ts';
import { rowStore } from '../../../functions/views/row-store.ts';
import { verifiedLines, verifyAll } from '../../../infra/operator/verify-all.ts';
import { startDynamodb } from '../dynamodb.ts';
import { fhirHub, idsIn, referralBundle } from '../fhir/hub.ts';
import { emptied } from '../written.ts';

/** The FHIR API with its trail, a projection that witnesses, and anchors; its clock stands where a test puts it. */
export const recordedHub = async () => {
  const dynamodb = await startDynamodb();
  const { client } = dynamodb;
  const faults: unknown[] = [];
  let time = '2099-11-22T08:10:00.000Z';
  const now = (): string => time;
  const audit = { client, table: dynamodb.auditTable };
  const views = { client, table: dynamodb.viewsTable };
  const ledgerAt = { client, table: dynamodb.ledgerTable };
  const ledger = dynamoLedger(ledgerAt);
  /** An environment of the function, with a chain of its own. */
  const started = () => {
    const trail = auditTrail({ ...audit, name: 'fhir-api', years: 10 });
    return fhirHub(dynamodb, faults, client, now, apiAudit({ trail, clock: now, name: 'fhir-api' }));
  };
  let ask = started();
  const participants = { organisation: async () => undefined, client: async () => undefined };
  const project = projectReferral({
    ...{ ledger, participants, area: thisArea },
    ...{ rows: rowStore(views), references: referenceRows(views), links: linkRows(views) },
  });
  const ports = {
    ...{ ledger, project, publish: async () => [], witness: witness(audit, now), report: () => undefined },
    unprojected: async () => undefined,
  };
  const stores = { ledger: ledgerAt, views, audit };
  return {
    ...{ dynamodb, faults, stores },
    ask: (...asked: Parameters<typeof ask>) => ask(...asked),
    /** Everything as on the first day. */
    begin: async (): Promise<void> => {
      await emptied(dynamodb, [dynamodb.ledgerTable, dynamodb.viewsTable, dynamodb.auditTable]);
      ask = started();
    },
    at: (instant: string): void => {
      time = instant;
    },
    now,
    /** A referral that was projected; ids of its resources by type. */
    referred: async (more: Parameters<typeof referralBundle>[0] = {}): Promise<Record<string, string>> => {
      const { body } = await ask('POST', '', { as: 'L99901', body: referralBundle(more) });
      const ids = idsIn(body);
      await projectAgain(ports, { referral: ids.Task?.slice(0, 26) ?? '', versions: [1] });
      return ids;
    },
    loaded: async (task = '') => ledger.load(task.slice(0, 26)),
    anchors: makeAnchors(audit, now),
    verified: async () => verifiedLines(await verifyAll({ ...stores, years: 10, now: now() }), now()),
  };
};
