import { auditKinds } from '../../contracts/lifecycle/audit-kinds.ts';
import type { AuditItem } from '../../functions/audit/entry.ts';
import { kindOf } from '../../functions/domain/coding.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { LedgerEntry } from '../../functions/usecases/ports.ts';
import { recordsOf } from './audit-items.ts';
import { columns } from './columns.ts';
import type { Stores } from './dispose.ts';

/** What the trail says of a referral under its id and under its short reference. */
export const trailOf = (
  { audit }: Pick<Stores, 'audit'>,
  referral: string,
  since?: string,
): Promise<readonly AuditItem[]> => recordsOf(audit, [referral, referenceOf(referral)], since);

const line = (at: string, who: readonly (string | undefined)[], what: readonly string[]): string[] => [
  at,
  who.filter((part) => part !== undefined).join(' '),
  ...what,
];

const ofRecord = ({
  at,
  client,
  organisation,
  person,
  as,
  kind,
  resources,
  by,
  outcome,
  request,
}: AuditItem): string[] =>
  line(
    at,
    [organisation ?? 'nobody known', client && `(${client})`, person, as && `as ${as}`],
    [auditKinds[kind].says, ...[resources ?? 'all', `${by}: ${outcome}`, request ?? '']],
  );

/** A duty owner's own words, why they read it: for whoever asks by this command, and for nobody else. */
const whyRead = (changed: LedgerEntry['changed']): string =>
  changed
    .flatMap((r) => (r.resourceType === 'Communication' && kindOf(r) === 'break-glass' ? [r] : []))
    .map(({ sender, payload }) => `, ${JSON.stringify([sender?.display, payload?.[0]?.contentString].join(': '))}`)
    .join('');

const ofVersion = ({ version, at, actor, action, changed, request }: LedgerEntry): string[] =>
  line(
    at,
    [actor.organisation, `(${actor.client})`, actor.person, actor.as && `as ${actor.as.join(' ')}`],
    [
      'wrote it, and so saw it',
      changed.map(({ id = '' }) => id.slice(id.indexOf('.') + 1)).join(' '),
      `${action}: version ${version}${whyRead(changed)}`,
      request.id,
    ],
  );

/** Who wrote, was shown, was refused and was sent what of one referral, oldest first: codes and ids. */
export const whoSaw = async (stores: Stores, referral: string): Promise<readonly string[]> => {
  const versions = await dynamoLedger(stores.ledger).history(referral);
  const rows = [...versions.map(ofVersion), ...(await trailOf(stores, referral, versions[0]?.at)).map(ofRecord)];
  rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return [`${referenceOf(referral)}  ${referral}`, rows.length === 0 ? 'Nobody saw it.' : columns(rows)];
};
