import { thisArea } from '../contracts/areas/this-area.ts';
import { eachMinute, untold } from './delivery/each-minute.ts';
import { askAgain, askMailbox, isMailboxMinute, sqsClient } from './delivery/queue.ts';
import { allLookedAt, sweep } from './delivery/sweep.ts';
import { dueBehindLines } from './delivery/sweep-lines.ts';
import { sweepReferral } from './delivery/sweep-referral.ts';
import { capacityStore } from './directory/capacity-store.ts';
import { putAside } from './events/unprojected.ts';
import { cached } from './identity/cached-participants.ts';
import { withHolds } from './identity/holds.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { logged } from './ledger/logged.ts';
import { beat } from './ledger/pulse.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { pause } from './runtime/pause.ts';
import { chaseDue } from './usecases/chase-due.ts';
import { countsOf } from './views/attention.ts';
import { attentionPlaces } from './views/attention-list.ts';
import { changedLately } from './views/changed-lately.ts';
import { dueIn, dueReferrals } from './views/due-rows.ts';
import { lineRows } from './views/line-rows.ts';
import { linkRows } from './views/link-rows.ts';
import { projectReferral } from './views/project-referral.ts';
import { referenceRows } from './views/reference-rows.ts';
import { rowStore } from './views/row-store.ts';

const env = readEnv([
  ...(['LEDGER_TABLE', 'VIEWS_TABLE', 'DELIVERY_QUEUE_URL', 'UNPROJECTED_QUEUE_URL'] as const),
  ...(['MESH_MAILBOX', 'DIRECTORY_TABLE'] as const),
]);
const client = dynamoClient();
const views = { client, table: env.VIEWS_TABLE };
const ledger = logged(dynamoLedger({ client, table: env.LEDGER_TABLE }));
const register = { client, table: env.LEDGER_TABLE };
// It may ask a group by itself: not one that a duty owner paused.
const participants = cached(withHolds(dynamoParticipants(register), register), now);
const rows = rowStore(views);
const { of: room } = capacityStore({ client, table: env.DIRECTORY_TABLE });
const chase = chaseDue({ ledger, clock: now, pause, participants, room });
const pulse = beat({ client, table: env.LEDGER_TABLE });

const behindLines = dueBehindLines({ lines: lineRows(views), rows, dueIn: dueIn(views) });

const queue = { client: sqsClient(), url: env.DELIVERY_QUEUE_URL };
const again = askAgain(queue);
const failed = (error: unknown, referral: string): void => {
  log('chase-failed', { referral, error: errorName(error) });
  if (errorName(error) === 'LedgerGap') metric('LedgerGap', 1, 'chase');
};

const sweepAll = sweep({
  due: dueReferrals(views, behindLines),
  clock: now,
  look: sweepReferral({
    rows,
    clock: now,
    again,
    chase: async (referral) => {
      const chased = await chase(referral);
      for (const { what, who } of chased) log('obligation-chased', { referral, action: what, organisation: who });
      return chased.length;
    },
    project: projectReferral({
      ...{ ledger, participants, rows, area: thisArea },
      ...{ references: referenceRows(views), links: linkRows(views) },
      missed: putAside({ client: queue.client, url: env.UNPROJECTED_QUEUE_URL }),
    }),
  }),
  failed,
});

const minute = eachMinute({
  sweepDue: async () => allLookedAt(await sweepAll()),
  count: async (at) => {
    const counts = countsOf(await attentionPlaces(views)(thisArea.coordinator), at);
    metric('Overdue', counts.overdue, 'chase');
    metric('Stuck', counts.stuck, 'chase');
    metric('Silent', counts.silent, 'chase');
    metric('Undelivered', counts.undelivered, 'chase');
    return counts;
  },
  sweepUntold: untold({
    since: changedLately(views, [thisArea.coordinator]).since,
    rows,
    clock: now,
    again,
    failed,
  }),
  pulse,
  mailbox: async (at) => {
    if (env.MESH_MAILBOX !== '' && isMailboxMinute(at)) await askMailbox(queue)();
  },
  clock: now,
});

export const handler = async (): Promise<void> => {
  metric('Heartbeat', 1, 'chase');
  await minute();
};
