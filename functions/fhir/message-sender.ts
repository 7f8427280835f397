import type { Organization } from 'fhir/r4.js';
import type { BarsMessage } from '../../mappings/gp/bars/message.ts';
import { isOdsSystem } from '../domain/ods-code.ts';
import { organisationOf, referenceTo } from '../domain/referral.ts';
import type { Refusal } from '../domain/result.ts';

/** `https://fhir.nhs.uk/Id/ods-organization-code|L99901`; of an endpoint with another name nothing is known. */
const sourceOf = ({ header }: BarsMessage): string | undefined => {
  const [system, code] = header.source.endpoint.split('|');
  return isOdsSystem(system) ? code : undefined;
};

const senderOf = ({ bundle, header }: BarsMessage): string | undefined => {
  const { reference } = header.sender ?? {};
  const named = (bundle.entry ?? []).find(
    ({ fullUrl, resource }) =>
      reference !== undefined && resource && (fullUrl === reference || referenceTo(resource) === reference),
  )?.resource;
  const { identifier = [] }: Partial<Organization> = named?.resourceType === 'Organization' ? named : {};
  const code = header.sender?.identifier ?? identifier.find(({ system }) => isOdsSystem(system));
  return isOdsSystem(code?.system) ? code?.value : named ? undefined : organisationOf(header.sender);
};

/**
 * Who a message says it is from is who acts, as NHSD-End-User-Organisation has it: the answer goes to its source, and
 * would tell another practice of a referral that is not its own (standards.md 5.2, 12.1).
 */
export const messageSenderFaults = (message: BarsMessage, organisation: string): Refusal[] =>
  [
    { expression: 'MessageHeader.source.endpoint', named: sourceOf(message) },
    { expression: 'MessageHeader.sender', named: senderOf(message) },
  ].flatMap(({ expression, named }): Refusal[] =>
    named === undefined || named.toUpperCase() === organisation.toUpperCase()
      ? []
      : [
          {
            code: 'invalid-input',
            expression,
            diagnostics: 'The message is from another organisation than NHSD-End-User-Organisation.',
          },
        ],
  );
