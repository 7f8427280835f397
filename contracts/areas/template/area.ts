import { systems } from '../../systems.ts';
import type { Area } from '../area.ts';
import {
  requestCodes,
  riskCodes,
  secureMailDomains,
  urgentRoutes,
  useCasesOf,
  usualRetention,
  usualWays,
} from '../everywhere.ts';
import { generousQuotas } from '../quotas.ts';
import { urgentPhrases } from '../urgent-phrases.ts';
import { templateSafeguarding } from './safeguarding.ts';
import { templateTeams } from './teams.ts';

/** What an area is made from (npm run area -- new): every code, number and name here is to be replaced. QQ and Q999 are nobody's. */
export const area: Area = {
  name: 'Template',
  coordinator: 'CWS99',
  service: {
    ...{ code: 'community-wellbeing', display: 'Community Wellbeing Service', telephone: '01632 960199' },
    requestCodes,
    useCases: useCasesOf('community-wellbeing', 'Community Wellbeing Service'),
    targets: [{ system: systems.odsOrganisation, value: 'CWS99' }],
  },
  eligibility: {
    minimumAge: 16,
    outwardCodes: ['QQ1', 'QQ2', 'QQ3'],
    // Partly in the area: they decide nothing of who may come.
    straddlingOutwardCodes: ['QQ9'],
    practices: templateTeams.flatMap(({ practices }) => practices),
    tooYoung: 'The service is for people aged 16 and over. For somebody younger, ask the school nurse or the practice.',
    elsewhere:
      'The service is for people who live in Template or are registered with a practice there. Elsewhere, ask the social prescribing link worker of the practice where the person is registered.',
  },
  teams: templateTeams,
  urgency: { routes: urgentRoutes, riskCodes, phrases: urgentPhrases },
  ways: usualWays,
  secureMailDomains,
  quotas: generousQuotas,
  safeguarding: templateSafeguarding,
  retention: usualRetention,
};
