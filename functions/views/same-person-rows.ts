import { DeleteItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Patient } from 'fhir/r4.js';
import { coordinatorOf } from '../domain/parties.ts';
import type { Referral } from '../domain/referral.ts';
import { tracedNhsNumber } from '../domain/request/nhs-number.ts';
import type { Hash } from '../usecases/ports.ts';
import type { Views } from './index-page.ts';
import { samePersonKey } from './keys.ts';

/** Which referrals are of one person, whoever referred: for their coordinator alone (issue 9, 5). */
export interface SamePersonRows {
  /** `former`: who the person was by what was known before. Under those it stands no longer. */
  keep(referral: Referral, former?: readonly Patient[]): Promise<void>;
  /** False where it should stand among what its person has, and does not. */
  isKept(referral: Referral): Promise<boolean>;
  /** Ids of all that this coordinator has of the person, also of those that have ended. */
  find(patient: Patient, coordinator: string): Promise<readonly string[]>;
}

/** By a traced NHS number and by nothing else: a name and a birth date are not enough to say that two are one (DESIGN 4). */
export const samePersonRows = ({ client, table }: Views, hash: () => Promise<Hash>): SamePersonRows => {
  const keyOf = async (patient: Patient): Promise<string | undefined> => {
    const traced = tracedNhsNumber(patient);
    return traced === undefined ? undefined : samePersonKey((await hash())('person', traced));
  };
  const find: SamePersonRows['find'] = async (patient, coordinator) => {
    const pk = await keyOf(patient);
    if (pk === undefined) return [];
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
      }),
    );
    return Items.map((item) => unmarshall(item))
      .filter((item) => item.coordinator === coordinator)
      .map(({ sk }) => String(sk));
  };
  return {
    find,
    isKept: async (referral) => {
      const coordinator = coordinatorOf(referral);
      if (coordinator === undefined || tracedNhsNumber(referral.patient) === undefined) return true;
      return (await find(referral.patient, coordinator)).includes(referral.id);
    },
    keep: async (referral, former = []) => {
      const pk = await keyOf(referral.patient);
      const coordinator = coordinatorOf(referral);
      const before = new Set(await Promise.all(former.map(keyOf)));
      for (const old of before)
        if (old !== undefined && old !== pk)
          await client.send(new DeleteItemCommand({ TableName: table, Key: marshall({ pk: old, sk: referral.id }) }));
      if (pk === undefined || coordinator === undefined) return;
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: marshall({ pk, sk: referral.id }),
          // Its name is what disposal finds it by (infra/operator/dispose.ts).
          UpdateExpression: 'SET coordinator = :coordinator, referral = :referral',
          ExpressionAttributeValues: marshall({ ':coordinator': coordinator, ':referral': referral.id }),
        }),
      );
    },
  };
};
