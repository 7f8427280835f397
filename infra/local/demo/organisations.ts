import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { ParticipantKind } from '../../../functions/domain/participant.ts';
import type { Actor } from '../../../functions/domain/referral.ts';
import { isWorkingKey } from '../../../functions/identity/client-key.ts';
import { dynamoRegister } from '../../../functions/identity/participants.ts';
import { now } from '../../../functions/runtime/clock.ts';
import { changeOrganisation } from '../../../functions/usecases/change-organisation.ts';
import type { Recorded } from '../../../functions/usecases/participant-register.ts';
import { registerClient } from '../../../functions/usecases/register-client.ts';
import { registerOrganisation } from '../../../functions/usecases/register-organisation.ts';
import { registered } from '../../operator/registered.ts';
import { demoKey, publicPart } from './keys.ts';

interface DemoOrganisation {
  readonly organisation: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  /** The client behind its endpoint: it is not sent what it did itself. */
  readonly endpointClient?: string;
  /** Where the counts of the day go. */
  readonly digest?: string;
}

/** Nobody's real organisations. This is the one place that names them. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  { organisation: 'L99901', name: 'Churchdown Surgery', kind: 'practice' },
  { organisation: 'L99902', name: 'Imjin Road Surgery', kind: 'practice' },
  { organisation: 'L99903', name: 'Hucclecote Surgery', kind: 'practice' },
  {
    ...{ organisation: 'CWS01', name: 'Community Wellbeing Service', kind: 'coordinator' },
    ...{ endpointClient: 'wellbeing-service', digest: 'duty@cws.example' },
  },
  { organisation: 'walking-group', name: 'Tuesday Walking Group', kind: 'voluntary' },
  { organisation: 'mens-shed', name: "Churchdown Men's Shed", kind: 'voluntary' },
  { organisation: 'COU01', name: 'County Council', kind: 'council' },
  // Who reads safeguarding concerns (contracts/areas/gloucestershire-safeguarding.ts).
  { organisation: 'safeguarding-desk', name: 'Safeguarding desk', kind: 'council' },
  { organisation: 'safeguarding-lead', name: 'Designated safeguarding lead', kind: 'council' },
];

/** The first is the software of one supplier: it acts for two practices, and not for the third. */
export const demoClients: readonly { client: string; name: string; organisations: readonly string[] }[] = [
  { client: 'churchdown-surgery', name: 'GP software of two practices', organisations: ['L99901', 'L99902'] },
  { client: 'hucclecote-surgery', name: 'GP software of another supplier', organisations: ['L99903'] },
  { client: 'wellbeing-service', name: 'Case management of the wellbeing service', organisations: ['CWS01'] },
  { client: 'walking-group', name: 'Walking group', organisations: ['walking-group'] },
  { client: 'mens-shed', name: "Men's shed", organisations: ['mens-shed'] },
  { client: 'county-council', name: 'Council software', organisations: ['COU01'] },
  { client: 'safeguarding-desk', name: 'Safeguarding desk', organisations: ['safeguarding-desk'] },
  { client: 'safeguarding-lead', name: 'Safeguarding lead', organisations: ['safeguarding-lead'] },
];

interface DemoRuntime {
  readonly dynamodb: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly ledgerTable: string;
  /** The data folder, where the clients' private keys stay. */
  readonly data: string;
  /** Organisation code to the base URL of its own program. Default: the JSON in HANDOVER_PEERS. */
  readonly peers?: Readonly<Record<string, string>>;
}

const peersOf = ({ peers }: DemoRuntime): Readonly<Record<string, string>> =>
  peers ?? z.record(z.string(), z.url()).parse(JSON.parse(process.env.HANDOVER_PEERS ?? '{}'));

const demo: Actor = { client: 'demo', organisation: 'handover' };

/** Whether nobody but starts of the demo, and the hub itself, ever wrote it; a start was an operator without a name once. */
const isOurs = (versions: readonly Recorded<unknown>[]): boolean =>
  versions.every(({ by: { actor } }) => actor.client === demo.client || actor.person === undefined);

/**
 * Registers all of them. A second start with the same data writes nothing; a peer that is gone loses its endpoint. What an
 * operator has changed since stays as it was left.
 */
export const loadDemoOrganisations = async (runtime: DemoRuntime): Promise<void> => {
  const peers = peersOf(runtime);
  const client = new DynamoDBClient(runtime.dynamodb);
  const register = dynamoRegister({ client, table: runtime.ledgerTable });
  const ports = {
    ...{ register, clock: now, works: isWorkingKey },
    allowedPrivateOrigins: Object.values(peers).map((peer) => new URL(peer).origin),
  };
  for (const organisation of demoOrganisations) {
    if (!isOurs(await register.organisationVersions(organisation.organisation))) continue;
    const endpoint = peers[organisation.organisation];
    registered(await registerOrganisation(ports)({ actor: demo, ...organisation, ...(endpoint ? { endpoint } : {}) }));
    if (organisation.digest) {
      const change = { kind: 'digest', address: organisation.digest } as const;
      registered(await changeOrganisation(ports)({ actor: demo, organisation: organisation.organisation, change }));
    }
  }
  for (const one of demoClients) {
    const key = publicPart(await demoKey(runtime.data, one.client));
    if (!isOurs(await register.clientVersions(one.client))) continue;
    registered(await registerClient(ports)({ actor: demo, ...one, jwks: { keys: [key] } }));
  }
  client.destroy();
};
