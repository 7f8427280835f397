import type { Identifier, ServiceRequest } from 'fhir/r4.js';

/** A placer's or a filler's number: http://terminology.hl7.org/CodeSystem/v2-0203. */
const hasType = ({ type }: Identifier, code: string): boolean => type?.coding?.some((c) => c.code === code) ?? false;

/** An identifier that can name something: with a system, or the same number is given by everybody. */
interface BusinessIdentifier {
  readonly system: string;
  readonly value: string;
}

/**
 * The sender's own name for its request, by which a repeat is known (DESIGN 5, referral id): the placer's number where
 * one says so, and never a filler's, which is ours to give.
 */
export const businessIdentifier = (request: ServiceRequest): BusinessIdentifier | undefined => {
  const whole = (request.identifier ?? []).filter((i) => !hasType(i, 'FILL'));
  const { system, value } = whole.find((i) => hasType(i, 'PLAC') && i.system && i.value) ??
    whole.find((i) => i.system && i.value) ?? { system: undefined, value: undefined };
  return system && value ? { system, value } : undefined;
};
