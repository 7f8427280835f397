import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Patient } from 'fhir/r4.js';
import type { Organiser } from '../../functions/domain/organiser.ts';
import { dynamoRegister } from '../../functions/identity/participants.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { changeOrganiser } from '../../functions/usecases/change-organiser.ts';
import type { Hub } from '../../infra/local/start-hub.ts';
import { outputOf } from '../../infra/operator/connection.ts';
import { write } from '../integration/written.ts';
import {
  conversation,
  coordinator,
  day,
  group,
  id,
  move,
  next,
  onwardTo,
  opened,
} from '../unit/views/made-referral.ts';

const hour = 3_600_000;
const instant = (ms: number): string => new Date(ms).toISOString();
export const idOf = (n: number): string => `${id.slice(0, 23)}${String(n).padStart(3, '0')}`;

/** Stories of people whom the walking group expects, written into a running hub as its use cases would. */
export const groupStories = (hub: Hub) => {
  const client = new DynamoDBClient(hub.dynamodb);
  const table = outputOf(hub, 'LedgerTable');
  const ledger = dynamoLedger({ client, table });
  const register = dynamoRegister({ client, table });
  const clock = (): string => instant(Date.now());
  const asked = (patient: Patient) => {
    const accepted = next(opened({ patient }), coordinator, move('accepted'), day(1));
    const spoken = next(accepted, coordinator, conversation(), day(1, 10));
    const begun = next(spoken, coordinator, move('in-progress'), day(1, 11));
    return next(begun, coordinator, onwardTo('walking-group'), day(2));
  };
  return {
    ledger,
    stop: () => client.destroy(),
    organiser: async (contact: Pick<Organiser, 'name' | 'channel' | 'to'>) =>
      changeOrganiser({ register, clock })({
        ...{ actor: { client: 'operator', organisation: 'handover' }, organisation: 'walking-group' },
        change: { kind: 'set', ...contact },
      }),
    /** Asked, and nothing said yet. */
    asks: (n: number, patient: Patient) => write(ledger, asked(patient), idOf(n)),
    /** Taken, and expected at a meeting that began so many hours ago. */
    expects: async (n: number, patient: Patient, hoursAgo: number, place = 'Village Hall') => {
      const start = Math.floor(Date.now() / hour) * hour - hoursAgo * hour;
      const taken = next(asked(patient), group, move('accepted', 't2'), day(3));
      const meeting = {
        ...{ start: instant(start), end: instant(start + hour), mode: 'in-person', place, session: 'walk' },
        signedUpBy: 'Ada Martin',
      };
      const named = next(
        taken,
        group,
        { kind: 'name-meeting', task: `${id}.t2`, meeting },
        instant(Math.min(start, Date.now()) - hour),
      );
      await write(ledger, named, idOf(n));
    },
  };
};
