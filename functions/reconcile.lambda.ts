import { thisArea } from '../contracts/areas/this-area.ts';
import { askAgain, sqsClient } from './delivery/queue.ts';
import { reconcile } from './events/reconcile.ts';
import { putAside } from './events/unprojected.ts';
import { cached } from './identity/cached-participants.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { bornIn } from './ledger/born.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { openIn } from './views/due-rows.ts';
import { endedLately } from './views/ended-lately.ts';
import { compareReferral } from './views/project-referral.ts';
import { rowStore } from './views/row-store.ts';

const env = readEnv(['LEDGER_TABLE', 'VIEWS_TABLE', 'UNPROJECTED_QUEUE_URL', 'DELIVERY_QUEUE_URL']);
const client = dynamoClient();
const views = { client, table: env.VIEWS_TABLE };
const ledger = { client, table: env.LEDGER_TABLE };
const sqs = sqsClient();
const again = askAgain({ client: sqs, url: env.DELIVERY_QUEUE_URL });

const run = reconcile({
  born: bornIn(ledger),
  open: openIn(views, thisArea.coordinator),
  ended: endedLately(views, thisArea.coordinator),
  compare: compareReferral({
    ledger: dynamoLedger(ledger),
    participants: cached(dynamoParticipants(ledger), now),
    rows: rowStore(views),
    area: thisArea,
  }),
  behind: putAside({ client: sqs, url: env.UNPROJECTED_QUEUE_URL }),
  again: (referral) => again(referral, 0),
  clock: now,
  report: ({ referral, fault }) => log('drift-found', { referral, reason: fault }),
  failed: (error, referral) => {
    log('reconcile-failed', { referral, error: errorName(error) });
    if (errorName(error) === 'LedgerGap') metric('LedgerGap', 1, 'reconcile');
  },
});

export const handler = async (): Promise<void> => {
  metric('Drift', await run(), 'reconcile');
};
