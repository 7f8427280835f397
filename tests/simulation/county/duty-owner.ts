import { systems } from '../../../contracts/systems.ts';
import type { Client } from './client.ts';
import { dutyDesk as organisation } from './organisations.ts';
import type { Sent } from './practice.ts';
import { taken } from './refused.ts';

/** Somebody at the safeguarding desk. */
export interface DutyOwner {
  /** Says who and why, and then reads, within the hour, what a referral of others holds. */
  breakGlass(sent: Sent): Promise<void>;
}

export const dutyOwner = (client: Client): DutyOwner => ({
  breakGlass: async ({ id }) => {
    const body = {
      ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${id}.t1` }] },
      category: [{ coding: [{ system: systems.recordKind, code: 'break-glass' }] }],
      ...{ sender: { display: 'Dr Amara Obi, duty owner' }, payload: [{ contentString: 'The police rang' }] },
    };
    taken('break the glass', await client.call({ method: 'POST', path: '/FHIR/R4/Communication', organisation, body }));
    for (const path of [`Patient/${id}.p1`, `Task/${id}.t1`])
      taken(`read ${path}`, await client.call({ method: 'GET', path: `/FHIR/R4/${path}`, organisation }));
  },
});
