import { randomUUID } from 'node:crypto';
import { systems } from '../../contracts/systems.ts';

interface Referred {
  readonly patient?: object;
  readonly request?: object;
  /** Who sends: the requester of the ServiceRequest. */
  readonly organisation?: string;
}

/** A referral of somebody with nothing unusual, but for what is given. */
export const referralFor = ({ patient = {}, request = {}, organisation = 'L99901' }: Referred = {}) => {
  const name = `urn:uuid:${randomUUID()}`;
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: name,
        resource: {
          resourceType: 'Patient',
          name: [{ use: 'official', family: 'Underwood', given: ['Agnes'] }],
          telecom: [{ system: 'phone', value: '01632 960456' }],
          birthDate: '1951-06-02',
          ...patient,
        },
        request: { method: 'POST', url: 'Patient' },
      },
      {
        fullUrl: `urn:uuid:${randomUUID()}`,
        resource: {
          resourceType: 'ServiceRequest',
          identifier: [{ system: 'https://practice.example/referrals', value: randomUUID() }],
          status: 'active',
          intent: 'order',
          code: { coding: [{ system: systems.snomed, code: '871731000000106' }] },
          subject: { reference: name },
          requester: { reference: `Organization/${organisation}` },
          ...request,
        },
        request: { method: 'POST', url: 'ServiceRequest' },
      },
    ],
  };
};
