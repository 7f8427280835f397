import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { dueBehindLines } from '../../functions/delivery/sweep-lines.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { chaseDue } from '../../functions/usecases/chase-due.ts';
import type { Ledger, Participant, Participants } from '../../functions/usecases/ports.ts';
import { dueIn } from '../../functions/views/due-rows.ts';
import { lineRows } from '../../functions/views/line-rows.ts';
import { linkRows } from '../../functions/views/link-rows.ts';
import { projectReferral } from '../../functions/views/project-referral.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { rowStore } from '../../functions/views/row-store.ts';
import { id, type Made, versionsOf } from '../unit/views/made-referral.ts';
import type { TestDynamodb } from './dynamodb.ts';

/** Both tables as on the first day. */
export const emptied = async (store: TestDynamodb, tables = [store.ledgerTable, store.viewsTable]): Promise<void> => {
  for (const table of tables) {
    const { Items = [] } = await store.client.send(new ScanCommand({ TableName: table }));
    const keys = Items.flatMap(({ pk, sk }) => (pk && sk ? [{ pk, sk }] : []));
    await Promise.all(keys.map((Key) => store.client.send(new DeleteItemCommand({ TableName: table, Key }))));
  }
};

/** The same story of another person: under another id. */
const underId = <T>(value: T, as: string): T => JSON.parse(JSON.stringify(value).replaceAll(id, as));

/** Appends the versions of a made referral that the ledger does not hold yet, as the use cases do. */
export const write = async (ledger: Ledger, made: Made, as = id): Promise<void> => {
  for (const version of versionsOf(made)) {
    const { referral, actor, action, changed, events } = underId({ ...version, before: undefined }, as);
    const from = await ledger.load(as);
    if ((from?.head.version ?? 0) >= referral.version) continue;
    const request = {
      id: `request-${referral.version}`,
      correlation: '6f0d3f4e-6a53-4c0e-9a75-0d9f0f3d8a11',
      bodyHash: `hash-${referral.version}`,
    };
    const next = { referral: as, version: referral.version, at: referral.at, actor, action, request, changed, events };
    const appended = await ledger.append(next, from);
    if (appended.kind !== 'written') throw new Error(`Version ${referral.version}: ${appended.kind}`);
  }
};

const known = {
  L99901: { name: 'Churchdown Surgery', kind: 'practice', tier: 'full' },
  CWS01: { name: 'Community Wellbeing Service', kind: 'coordinator', tier: 'full' },
  'walking-group': { name: 'Tuesday Walking Group', kind: 'voluntary', tier: 'name-only' },
  'champion-ada': { name: 'Ada Oak', kind: 'companion', tier: 'name-only' },
} as const;

/** The register; what a test changes of an organisation holds from then on. */
export const register = (changes: Record<string, Partial<Participant>> = {}): Participants => ({
  organisation: async (code) => {
    const found = Object.entries(known).find(([known]) => known === code)?.[1];
    const identifier = { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: code };
    return found && { organisation: code, ...found, identifier, active: true, version: 1, ...changes[code] };
  },
  client: async () => undefined,
});

type Chase = Parameters<typeof chaseDue>[0];
/** The sweep comes by a referral: whoever owes something by then is reminded. Nobody has said anything of their room. */
export const chaseOn = (ledger: Ledger, clock: () => string, more: Partial<Chase> = {}) => {
  const others = { pause: async () => undefined, participants: register(), room: async () => undefined };
  return chaseDue({ ...others, ledger, clock, ...more });
};

/** The parts of the hub's way out, on one store. */
export const hubOn = (
  store: Pick<TestDynamodb, 'client' | 'ledgerTable' | 'viewsTable'>,
  participants: Participants,
  /** When projection runs. Without it at once after whatever it follows. */
  clock: () => string = () => '',
) => {
  const views = { client: store.client, table: store.viewsTable };
  const ledger = dynamoLedger({ client: store.client, table: store.ledgerTable });
  const rows = rowStore(views, clock);
  const references = referenceRows(views);
  const links = linkRows(views);
  const project = projectReferral({ ledger, rows, references, links, participants, area: thisArea });
  return { ledger, rows, references, links, views, project };
};

/** What waits for recipients that give trouble, as the sweep finds it. */
export const behindLines = ({ views, rows }: Pick<ReturnType<typeof hubOn>, 'views' | 'rows'>) =>
  dueBehindLines({ lines: lineRows(views), rows, dueIn: dueIn(views) });
