import type { AuditEvent, AuditEventEntity } from 'fhir/r4.js';
import { type AuditKind, auditKinds } from '../../contracts/lifecycle/audit-kinds.ts';
import { base, systems } from '../../contracts/systems.ts';
import type { LedgerEntry } from '../usecases/ports.ts';
import type { AuditItem } from './entry.ts';

/** http://hl7.org/fhir/R4/codesystem-audit-event-type.html */
const type = {
  system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
  code: 'rest',
  display: 'RESTful Operation',
};
const observer = { display: 'Handover' };

interface By {
  readonly client?: string | undefined;
  readonly organisation?: string | undefined;
  readonly person?: string | undefined;
  readonly as?: string | undefined;
}

const agentOf = ({ client, organisation, person, as }: By): AuditEvent['agent'][number] => ({
  requestor: true,
  ...(organisation ? { who: { identifier: { system: systems.organisation, value: organisation } } } : {}),
  ...(client ? { altId: client } : {}),
  ...(person ? { name: person } : {}),
  ...(as ? { role: as.split(' ').map((code) => ({ coding: [{ system: systems.role, code }] })) } : {}),
});

const letters: Readonly<Record<string, string>> = {
  ...{ p: 'Patient', s: 'ServiceRequest', t: 'Task', a: 'Appointment', c: 'Consent', m: 'Communication' },
};

const entitiesOf = ({ referral, resources = '' }: Pick<AuditItem, 'referral' | 'resources'>): AuditEventEntity[] => {
  if (referral === undefined) return [];
  const ends = resources.split(' ').filter((end) => end !== '');
  if (ends.length === 0) return [{ what: { identifier: { value: referral } } }];
  return ends.map((end) => {
    const kind = letters[end.charAt(0)];
    return {
      what: kind ? { reference: `${kind}/${referral}.${end}` } : { identifier: { value: `${referral}.${end}` } },
    };
  });
};

/** http://hl7.org/fhir/R4/valueset-audit-event-outcome.html: 0 it happened, 4 it did not. */
const outcomeOf = ({ kind, outcome }: AuditItem): AuditEvent['outcome'] =>
  kind === 'refused' || (kind === 'sent' && !/^(sent|infrastructure-ack|business-ack) /.test(outcome)) ? '4' : '0';

/** A record of the trail in FHIR. */
export const auditEventOf = (item: AuditItem): AuditEvent => {
  const kinds: Readonly<Record<AuditKind, { says: string; action: 'R' | 'E' | 'U' | 'D' }>> = auditKinds;
  const { says, action } = kinds[item.kind];
  return {
    ...{
      resourceType: 'AuditEvent',
      type,
      recorded: item.at,
      action,
      outcome: outcomeOf(item),
      outcomeDesc: item.outcome,
    },
    subtype: [{ system: systems.auditKind, code: item.kind, display: says }],
    agent: [agentOf(item)],
    source: { observer, site: item.by },
    entity: [
      ...entitiesOf(item),
      ...(item.request ? [{ what: { identifier: { system: `${base}/Id/request`, value: item.request } } }] : []),
    ],
  };
};

/** A version of the ledger is the record of its own write. */
export const writeEventOf = ({ referral, version, at, actor, action, request, changed }: LedgerEntry): AuditEvent => ({
  ...{ resourceType: 'AuditEvent', type, recorded: at, action: version === 1 ? 'C' : 'U', outcome: '0' },
  subtype: [{ system: systems.auditKind, code: 'written', display: action }],
  agent: [agentOf({ ...actor, as: actor.as?.join(' ') })],
  source: { observer, site: referral },
  entity: [
    ...changed.map(({ resourceType, id }) => ({ what: { reference: `${resourceType}/${id}/_history/${version}` } })),
    { what: { identifier: { system: `${base}/Id/request`, value: request.id } } },
  ],
});
