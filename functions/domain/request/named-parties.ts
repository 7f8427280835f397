import type { Refusal } from '../result.ts';
import { organisationCode, type RequestParts } from './request-parts.ts';

/** Who sends, and for whom else the same software may send. */
export interface Sender {
  readonly organisation: string;
  readonly organisations: readonly string[];
}

/** Answers go to who sent it. Where the same software sends for both, one of the two was named by mistake: whose is it? */
export const requesterFaults = (parts: RequestParts, { organisation, organisations }: Sender): Refusal[] => {
  const named = organisationCode(parts, parts.request, parts.request.requester);
  return named !== undefined && named !== organisation && organisations.includes(named)
    ? [
        {
          code: 'invalid-input',
          expression: 'ServiceRequest.requester',
          diagnostics: 'The requester is another organisation than NHSD-End-User-Organisation, and you act for both.',
        },
      ]
    : [];
};

/** A professional may ask from elsewhere (standards.md 12.1), so another requester is told and not refused. */
const requesterWarnings = (parts: RequestParts, { organisation }: Sender): Refusal[] => {
  const named = organisationCode(parts, parts.request, parts.request.requester);
  return named === undefined || named === organisation
    ? []
    : [
        {
          code: 'invalid-input',
          expression: 'ServiceRequest.requester',
          diagnostics: 'The requester is another organisation than the sender: the sender alone hears how it goes.',
        },
      ];
};

/** Every request goes to the coordinator, whoever else is named to do it. */
const performerWarnings = (parts: RequestParts, coordinator: string): Refusal[] => {
  const { performer = [] } = parts.request;
  const codes = performer.map((p) => organisationCode(parts, parts.request, p));
  return codes.some((code) => code !== undefined && code !== coordinator)
    ? [
        {
          code: 'unknown-partner',
          expression: 'ServiceRequest.performer',
          diagnostics: `The request goes to Organization/${coordinator}, not to the performer that it names.`,
        },
      ]
    : [];
};

export const partyWarnings = (parts: RequestParts, sender: Sender, coordinator: string): Refusal[] => [
  ...requesterWarnings(parts, sender),
  ...performerWarnings(parts, coordinator),
];
