/**
 * What a record of the audit trail tells of. A write has none: the version in the ledger is its record. `action` is the FHIR
 * letter of AuditEvent.action (http://hl7.org/fhir/R4/codesystem-audit-event-action.html).
 */
export const auditKinds = {
  read: { says: 'was shown it', action: 'R' },
  search: { says: 'was shown it in a list, or was shown that there is nothing', action: 'R' },
  refused: { says: 'asked and was refused', action: 'E' },
  sent: { says: 'was sent it, or a try to send it was made', action: 'E' },
  opened: { says: 'opened it by a link', action: 'R' },
  asked: { says: 'asked by command who it is about or who saw it', action: 'R' },
  exported: { says: 'took all of it out by command', action: 'R' },
  held: { says: 'put a legal hold on it by command', action: 'U' },
  released: { says: 'took the legal hold off it by command', action: 'U' },
  disposed: { says: 'disposed of it at the end of its time', action: 'D' },
} as const satisfies Record<string, { readonly says: string; readonly action: 'R' | 'E' | 'U' | 'D' }>;

export type AuditKind = keyof typeof auditKinds;
