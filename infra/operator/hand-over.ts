import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { pause } from '../../functions/runtime/pause.ts';
import { handOverCaseload } from '../../functions/usecases/hand-over-caseload.ts';
import { dynamodbOf, outputOf } from './connection.ts';
import { everyReferral } from './every-referral.ts';
import { operator } from './registered.ts';
import type { Verb } from './verbs.ts';

/** A case is whose name stands on it, by their code: written another way it is somebody else. */
const nobodys = (organisation: string, from: string): string =>
  `0 handed over: nothing open of ${organisation} is assigned to ${from}. Codes as they are written: npm run -s organisation -- show ${organisation}; whose a referral is: npm run -s referral -- overdue --of ${organisation}`;

const handedLines = (
  handed: readonly { readonly reference: string; readonly came: string }[],
  key: string,
): string[] => {
  const left = handed.filter(({ came }) => came !== 'handed-over');
  return [
    ...handed.map(({ reference, came }) => `${reference}  ${came}`),
    `${handed.length - left.length} handed over.`,
    ...(left.length > 0 ? [`${left.length} not: run it again with --key ${key}; what is done stays done.`] : []),
  ];
};

/** All cases of one person to another. */
export const handOver: Verb['run'] = async (
  organisation,
  [from = '', to = ''],
  { key = `${from}-to-${to}-${Date.now()}` },
  { hub, clock, register },
) => {
  const table = { client: dynamodbOf(hub), table: outputOf(hub, 'LedgerTable') };
  try {
    const ports = { ledger: dynamoLedger(table), participants: register, clock, pause };
    const handed = await handOverCaseload({ ...ports, referrals: () => everyReferral(table) })({
      actor: { ...operator, organisation },
      ...{ from, to, key },
    });
    if (!handed.ok) throw new Error(handed.refusals.map(({ diagnostics, code }) => diagnostics ?? code).join('\n'));
    return handed.value.length === 0 ? nobodys(organisation, from) : handedLines(handed.value, key).join('\n');
  } finally {
    table.client.destroy();
  }
};
