import { bars, systems } from '../systems.ts';
import type { Area } from './area.ts';
import {
  requestCodes,
  riskCodes,
  secureMailDomains,
  urgentRoutes,
  useCasesOf,
  usualRetention,
  usualWays,
} from './everywhere.ts';
import { gloucestershireSafeguarding } from './gloucestershire-safeguarding.ts';
import { gloucestershireTeams } from './gloucestershire-teams.ts';
import { generousQuotas } from './quotas.ts';
import { urgentPhrases } from './urgent-phrases.ts';

/**
 * The county council area of Gloucestershire. Outward codes are listed as within the county only where no part is known
 * to lie outside; whoever runs the hub has to check both lists against the postcode directory of the ONS.
 */
export const gloucestershire: Area = {
  name: 'Gloucestershire',
  coordinator: 'CWS01',
  service: {
    code: 'community-wellbeing',
    display: 'Community Wellbeing Service',
    // Nobody's: a number that Ofcom keeps for drama. A real deployment has its own here.
    telephone: '01632 960100',
    requestCodes,
    useCases: useCasesOf('community-wellbeing', 'Community Wellbeing Service'),
    // The second is the receiver in every official BaRS example, for trying them out. A real deployment lists its own.
    targets: [
      { system: systems.odsOrganisation, value: 'CWS01' },
      { system: bars.dosService, value: '111111111' },
    ],
  },
  eligibility: {
    minimumAge: 16,
    outwardCodes: [
      ...['GL1', 'GL2', 'GL3', 'GL4', 'GL5', 'GL6', 'GL10', 'GL11', 'GL14', 'GL15', 'GL17'],
      ...['GL50', 'GL51', 'GL52', 'GL53', 'GL54'],
    ],
    straddlingOutwardCodes: [
      // Postcode area GL, but partly in South Gloucestershire, Wiltshire, Herefordshire, Worcestershire, Warwickshire or Oxfordshire.
      ...['GL7', 'GL8', 'GL9', 'GL12', 'GL13', 'GL16', 'GL18', 'GL19', 'GL20', 'GL55', 'GL56'],
      // Of other areas, but partly in the county.
      ...['CV36', 'HR8', 'HR9', 'NP16', 'NP25', 'OX7', 'OX18', 'SN6', 'SN16', 'WR8', 'WR11', 'WR12', 'WR13'],
    ],
    // Codes of the demonstration. A real deployment lists every practice of the county here.
    practices: ['L99901', 'L99902', 'L99903'],
    tooYoung: 'The service is for people aged 16 and over. For somebody younger, ask the school nurse or the practice.',
    elsewhere:
      'The service is for people who live in Gloucestershire or are registered with a practice there. Elsewhere, ask the social prescribing link worker of the practice where the person is registered.',
  },
  teams: gloucestershireTeams,
  urgency: { routes: urgentRoutes, riskCodes, phrases: urgentPhrases },
  ways: usualWays,
  secureMailDomains,
  quotas: generousQuotas,
  safeguarding: gloucestershireSafeguarding,
  retention: usualRetention,
};
