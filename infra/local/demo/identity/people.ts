import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StaffRole } from '../../../../contracts/authority/staff.ts';
import type { Actor } from '../../../../functions/domain/referral.ts';
import { dynamoRegister } from '../../../../functions/identity/participants.ts';
import { now } from '../../../../functions/runtime/clock.ts';
import { changeStaff } from '../../../../functions/usecases/change-staff.ts';
import { registered } from '../../../operator/registered.ts';

export interface DemoPerson {
  /** How the demo's identity provider knows them. */
  readonly subject: string;
  readonly name: string;
  /** Code of the organisation for which they sign in. */
  readonly organisation: string;
  /** On that organisation's list of people, by its own code for them; absent: on no list. */
  readonly staff?: { readonly code: string; readonly manager?: true; readonly role?: StaffRole };
}

/** Nobody's real names. This is the one place that has them. */
export const demoPeople: readonly DemoPerson[] = [
  { subject: 'demo-ada', name: 'Ada Martin', organisation: 'CWS01', staff: { code: 'ada.martin' } },
  { subject: 'demo-moses', name: 'Moses Obi', organisation: 'CWS01', staff: { code: 'moses.obi', manager: true } },
  { subject: 'demo-priya', name: 'Priya Shah', organisation: 'L99901', staff: { code: 'priya.shah' } },
  {
    subject: 'demo-ruth',
    name: 'Ruth Kelly',
    organisation: 'L99901',
    staff: { code: 'ruth.kelly', role: 'connector' },
  },
  { subject: 'demo-colin', name: 'Colin Reed', organisation: 'L99903', staff: { code: 'colin.reed' } },
  { subject: 'demo-wanda', name: 'Wanda Hill', organisation: 'walking-group', staff: { code: 'wanda.hill' } },
  { subject: 'demo-tom', name: 'Tom Hobbs', organisation: 'mens-shed', staff: { code: 'tom.hobbs' } },
  { subject: 'demo-olive', name: 'Olive Grant', organisation: 'COU01', staff: { code: 'olive.grant' } },
  {
    subject: 'demo-neil',
    name: 'Neil Frost',
    organisation: 'COU01',
    staff: { code: 'neil.frost', role: 'professional' },
  },
  { subject: 'demo-stranger', name: 'Sam Nowhere', organisation: 'CWS01' },
];

const demo: Actor = { client: 'demo', organisation: 'handover' };

interface Register {
  readonly dynamodb: ConstructorParameters<typeof DynamoDBClient>[0] & object;
  readonly ledgerTable: string;
}

/** Puts them on the lists; whoever is there stays as an operator left them. */
export const loadDemoPeople = async ({ dynamodb, ledgerTable }: Register): Promise<void> => {
  const client = new DynamoDBClient(dynamodb);
  const register = dynamoRegister({ client, table: ledgerTable });
  const change = changeStaff({ register, clock: now, allowedPrivateOrigins: [] });
  for (const { organisation, staff, name, subject } of demoPeople) {
    const known = await register.organisation(organisation);
    if (!staff || known?.staff?.some(({ code }) => code === staff.code)) continue;
    const member = { ...staff, name, signsInAs: subject };
    registered(await change({ actor: demo, organisation, change: { kind: 'member', member } }));
  }
  client.destroy();
};
