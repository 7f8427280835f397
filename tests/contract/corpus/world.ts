import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../../functions/usecases/ports.ts';
import { startDynamodb } from '../../integration/dynamodb.ts';
import { fhirHub } from '../../integration/fhir/hub.ts';

/** The FHIR API in this process, and the ledger below it. */
export interface World {
  readonly ask: ReturnType<typeof fhirHub>;
  readonly ledger: Ledger;
  readonly faults: unknown[];
  readonly stop: () => Promise<void>;
}

export const startWorld = async (): Promise<World> => {
  const dynamodb = await startDynamodb();
  const faults: unknown[] = [];
  const ledger = dynamoLedger({ client: dynamodb.client, table: dynamodb.ledgerTable });
  return { ask: fhirHub(dynamodb, faults), ledger, faults, stop: dynamodb.stop };
};
