import type { Organization } from 'fhir/r4.js';
import type { BarsMessage } from '../../../mappings/gp/bars/message.ts';
import { organisationOf, referenceTo } from '../../domain/referral.ts';
import { isOdsSystem } from '../../domain/request/ods-code.ts';
import type { Refusal } from '../../domain/result.ts';
import type { FhirPorts } from '../ports.ts';

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
 * A message from another organisation of the hub than the one that acts (NHSD-End-User-Organisation) is refused: its
 * answer goes to its source, and would tell that one of a referral that is not its own (standards.md 5.2, 12.1). An
 * organisation that the hub does not know is let pass, as another requester is: software sends for many.
 */
export const messageSenderFaults = async (
  { participants }: Pick<FhirPorts, 'participants'>,
  message: BarsMessage,
  organisation: string,
): Promise<Refusal[]> => {
  const says = [
    { expression: 'MessageHeader.source.endpoint', named: sourceOf(message)?.toUpperCase() },
    { expression: 'MessageHeader.sender', named: senderOf(message)?.toUpperCase() },
  ];
  const faults = says.map(async ({ expression, named }): Promise<Refusal[]> => {
    if (named === undefined || named === organisation.toUpperCase()) return [];
    if ((await participants.organisation(named)) === undefined) return [];
    const diagnostics = 'The message is from another organisation than NHSD-End-User-Organisation.';
    return [{ code: 'invalid-input', expression, diagnostics }];
  });
  return (await Promise.all(faults)).flat();
};
