import type { Door } from '../door.ts';
import {
  listedOrganisationFields,
  locationFields,
  serviceFields,
  showListedOrganisation,
  showLocation,
  showService,
} from './fhir.ts';
import { openReferralFields, showOpenReferral } from './open-referral.ts';

/** Ways out of the directory of services: nothing in it is about a person. */
export const directoryDoors = {
  directory: {
    what: 'Services, who runs them and where they are, over FHIR (`/FHIR/R4/HealthcareService`)',
    ...{
      to: 'Whoever signs in',
      basis: 'It is of public directories; nothing in it is about a person',
      tier: 'nobody',
    },
    lists: {
      HealthcareService: serviceFields,
      'Organization of the directory': listedOrganisationFields,
      Location: locationFields,
    },
    shows: [showService, showListedOrganisation, showLocation],
  },
  'open-referral': {
    what: 'Services as Open Referral UK (`/directory/v3`, and a file)',
    ...{ to: 'Anybody', basis: 'It came from public directories', tier: 'nobody' },
    lists: { service: openReferralFields },
    shows: [showOpenReferral],
  },
} as const satisfies Record<string, Door>;
