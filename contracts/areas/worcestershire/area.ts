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
import { worcestershireSafeguarding } from './safeguarding.ts';
import { worcestershireTeams } from './teams.ts';

/** A second area: the county of Worcestershire, with a neighbourhood team for each part of it. Codes and numbers are nobody's. */
export const area: Area = {
  name: 'Worcestershire',
  coordinator: 'CWS02',
  service: {
    ...{ code: 'community-wellbeing', display: 'Neighbourhood Teams', telephone: '01632 960110' },
    requestCodes,
    useCases: useCasesOf('community-wellbeing', 'Neighbourhood Teams'),
    targets: [{ system: systems.odsOrganisation, value: 'CWS02' }],
  },
  eligibility: {
    minimumAge: 16,
    outwardCodes: ['WR1', 'WR2', 'WR3', 'WR4', 'WR5', 'WR7', 'WR9', 'WR10', 'DY11', 'DY13', 'B60', 'B61', 'B97', 'B98'],
    // Partly in Gloucestershire, Herefordshire, Shropshire, Staffordshire, Warwickshire or the West Midlands.
    straddlingOutwardCodes: ['WR6', 'WR8', 'WR11', 'WR12', 'WR13', 'WR14', 'WR15', 'DY10', 'DY12', 'B48', 'B96'],
    practices: worcestershireTeams.flatMap(({ practices }) => practices),
    tooYoung: 'The service is for people aged 16 and over. For somebody younger, ask the school nurse or the practice.',
    elsewhere:
      'The service is for people who live in Worcestershire or are registered with a practice there. Elsewhere, ask the social prescribing link worker of the practice where the person is registered.',
  },
  teams: worcestershireTeams,
  urgency: { routes: urgentRoutes, riskCodes, phrases: urgentPhrases },
  ways: usualWays,
  secureMailDomains,
  quotas: generousQuotas,
  safeguarding: worcestershireSafeguarding,
  retention: usualRetention,
};
