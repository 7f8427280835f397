import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Patient } from 'fhir/r4.js';
import { companionCoding } from '../../contracts/lifecycle/companions.ts';
import { meetingResult } from '../../functions/domain/meetings/meetings.ts';
import type { Organiser } from '../../functions/domain/organiser.ts';
import { dynamoRegister } from '../../functions/identity/participants.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { changeOrganiser } from '../../functions/usecases/change-organiser.ts';
import { registerCompanion } from '../../functions/usecases/register-companion.ts';
import type { Hub } from '../../infra/local/start-hub.ts';
import { outputOf } from '../../infra/operator/connection.ts';
import { write } from '../integration/written.ts';
import { consent } from '../unit/domain/acts.ts';
import { asks, champion } from '../unit/domain/companions-asked.ts';
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
  const operator = { client: 'operator', organisation: 'handover' };
  const putChampion = async () => {
    const { organisation: code } = champion;
    const contact = { channel: 'sms', to: ['07700900456'] } as const;
    const clearance = { trained: '2026-01-10', clearedFor: [{ work: 'public-places', until: '2099-01-01' }] } as const;
    await registerCompanion({ register, clock })({ actor: operator, code, name: 'Ada Oak', contact, clearance });
    return { code, clearance };
  };
  return {
    ledger,
    stop: () => client.destroy(),
    resultOf: async (n: number) => {
      const loaded = await ledger.load(idOf(n));
      const [onward] = loaded?.referral.onward ?? [];
      return onward && meetingResult(onward.task);
    },
    organiser: async (contact: Pick<Organiser, 'name' | 'channel' | 'to'>, organisation = 'walking-group') =>
      changeOrganiser({ register, clock })({ actor: operator, organisation, change: { kind: 'set', ...contact } }),
    champion: putChampion,
    /** A champion of the register, and a person whom they are asked to go along with, so many hours ahead. */
    goesAlong: async (n: number, patient: Patient, hoursAhead: number, place: string) => {
      const { code, clearance } = await putChampion();
      const start = Math.floor(Date.now() / hour) * hour + hoursAhead * hour;
      const taken = next(asked(patient), group, move('accepted', 't2'), day(3));
      const meeting = {
        ...{ start: instant(start), end: instant(start + hour), mode: 'in-person', place, signedUpBy: 'Ada Martin' },
      };
      const task = `${id}.t2`;
      const named = next(taken, group, { kind: 'name-meeting', task, meeting }, instant(Date.now() - 2 * hour));
      const agreed = consent(code, { performer: [{ reference: `Patient/${id}.p1` }] }, { purpose: [companionCoding] });
      const asking = { ...asks({ appointment: `${id}.a1`, consents: [agreed] }), known: { clearance } };
      await write(ledger, next(named, coordinator, asking, instant(Date.now() - hour)), idOf(n));
    },
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
