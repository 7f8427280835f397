import { randomUUID } from 'node:crypto';
import { today } from '../../functions/domain/calendar.ts';
import { onDuty, type Staff } from '../../functions/domain/owed/on-duty.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { pause } from '../../functions/runtime/pause.ts';
import { handOverCaseload } from '../../functions/usecases/hand-over-caseload.ts';
import { dynamodbOf, outputOf } from './connection.ts';
import { everyReferral } from './every-referral.ts';
import { operator } from './registered.ts';
import type { Verb } from './verbs.ts';

/** A case is whose name stands on it, by their code: written another way it is somebody else. */
const nobodys = (organisation: string, from: string): string =>
  `0 handed over: nothing open of ${organisation} is assigned to ${from}. Codes as they are written: npm run -s organisation -- show ${organisation}; whose a referral is: npm run -s referral -- <reference>`;

/** Whoever hands over to somebody who is away is told so, and who has it until they are back. */
const awayLines = (staff: Staff, to: string, now: string): string[] => {
  const taker = onDuty(staff, 'assignee', to, today(now));
  if (taker?.code === to) return [];
  return [`${to} is away today: it is ${taker ? `with ${taker.name}` : 'with nobody'} until they are back.`];
};

interface Handed {
  readonly to: string;
  readonly key: string;
  readonly staff: Staff;
  readonly now: string;
}

/** Neither by this run nor by one before it with the same key. */
const isLeft = ({ came }: { readonly came: string }): boolean => came !== 'handed-over' && came !== 'given-on-since';

/** What came of each, what to do about the rest, and whether anybody is there to whom it went. */
export const handedSays = (
  handed: readonly { readonly reference: string; readonly came: string }[],
  { to, key, staff, now }: Handed,
): string => {
  const since = handed.filter(({ came }) => came === 'given-on-since').length;
  const done = handed.filter(({ came }) => came === 'handed-over').length;
  const left = handed.filter(isLeft).length;
  return [
    ...handed.map(({ reference, came }) => `${reference}  ${came}`),
    `${done} handed over.`,
    ...(since > 0
      ? [`${since} handed over with this key before and given on since: without --key they are again.`]
      : []),
    ...(left > 0 ? [`${left} not: run it again with --key ${key}; what is done stays done.`] : []),
    ...awayLines(staff, to, now),
  ].join('\n');
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
      ...{ from, to, key, correlation: randomUUID() },
    });
    if (!handed.ok) throw new Error(handed.refusals.map(({ diagnostics, code }) => diagnostics ?? code).join('\n'));
    if (handed.value.length === 0) return nobodys(organisation, from);
    if (handed.value.some(isLeft)) process.exitCode = 1;
    const staff = (await register.organisation(organisation))?.staff ?? [];
    return handedSays(handed.value, { to, key, staff, now: clock() });
  } finally {
    table.client.destroy();
  }
};
