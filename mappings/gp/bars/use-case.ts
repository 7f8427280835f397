import type { ServiceRequest } from 'fhir/r4.js';
import type { AreaService } from '../../../contracts/areas/area.ts';

/** Whether a message's use case is one that asks for this service. */
export const isOurUseCase = ({ category }: ServiceRequest, { useCases }: AreaService): boolean =>
  category
    ?.flatMap((c) => c.coding ?? [])
    .some((c) => useCases.some((ours) => ours.system === c.system && ours.code === c.code)) ?? false;

/**
 * The request with the code that its use case stands for: BaRS names the service by use case and leaves `code` empty. What
 * a sender said there stays beside ours.
 */
export const withRequestCode = (request: ServiceRequest, { requestCodes }: AreaService): ServiceRequest => {
  const [ours] = requestCodes;
  const said = request.code?.coding ?? [];
  const isSaid = requestCodes.some((r) => said.some((c) => c.system === r.system && c.code === r.code));
  return isSaid ? request : { ...request, code: { ...request.code, coding: [{ ...ours }, ...said] } };
};
