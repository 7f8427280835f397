import type { Code } from '../areas/area.ts';
import { systems } from '../systems.ts';

/** Ways to reach whoever referred (issue 5 item 2). Which are tried in which order is the area's: contracts/areas. */
export const ways = {
  fhir: 'To its FHIR endpoint',
  poll: 'Left for its system to fetch',
  document: 'As a document, by MESH',
  mail: 'As a PDF, by secure e-mail',
  post: 'As a letter, printed and posted by a person',
  notify: 'By GOV.UK Notify, to a human without software',
} as const;
export type Way = keyof typeof ways;

export const isWay = (code: string | undefined): code is Way => code !== undefined && Object.hasOwn(ways, code);

/** Working days that a message waits to be fetched before it goes another way. A system that polls does so all day. */
export const fetchedWithin = 2;

/** Days after which MESH gives a message back that nobody collected: https://digital.nhs.uk/services/message-exchange-for-social-care-and-health-mesh */
export const collectedWithin = 5;

/** A recipient says that the person is not its patient: no other way to the same recipient makes that better. */
export const notTheirPatient = {
  code: 'not-our-patient',
  display: 'The person is not a patient there',
} as const;

/**
 * How a recipient says it: in `issue.details` of its OperationOutcome, by our code or by one of ITK3 (business level
 * response codes): patient not known here, patient no longer at this clinical setting.
 */
export const saysNotTheirPatient: readonly Pick<Code, 'system' | 'code'>[] = [
  { system: systems.deliveryReason, code: notTheirPatient.code },
  { system: systems.itkResponse, code: '30002' },
  { system: systems.itkResponse, code: '30003' },
];
