import { expect, test } from 'vitest';
import type { Area } from '../../../contracts/areas/area.ts';
import { areaFaults } from '../../../contracts/areas/area-faults.ts';
import { checkRequest } from '../../../functions/domain/request/check-request.ts';
import { localTeam } from '../../../functions/domain/request/local-team.ts';
import type { RequestParts } from '../../../functions/domain/request/request-parts.ts';

/** A request of this practice for somebody who lives at this postcode. */
export const askedIn = (
  area: Area,
  { practice, postcode, from }: { practice?: string; postcode?: string; from?: string },
): RequestParts => ({
  patient: {
    ...{ resourceType: 'Patient', name: [{ text: 'Rose Test' }], birthDate: '1950' },
    telecom: [{ system: 'phone', value: '01632 960001' }],
    ...(practice === undefined ? {} : { generalPractitioner: [{ reference: `Organization/${practice}` }] }),
    ...(postcode === undefined ? {} : { address: [{ postalCode: postcode }] }),
  },
  request: {
    ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: { reference: 'Patient/p' } },
    code: { coding: area.service.requestCodes.slice(0, 1) },
    requester: { reference: `Organization/${from ?? 'Z99999'}` },
  },
  others: [],
});

/** Code of the team that somebody comes to; `ask` where a person has to say it. */
export const comesTo = (area: Area, given: Parameters<typeof askedIn>[1]): string => {
  const routed = localTeam(askedIn(area, given), area);
  return 'team' in routed ? routed.team.code : 'ask';
};

/** What holds of every area: called by the test file of each (npm run area -- new writes one). */
export const testsOfArea = (area: Area): void => {
  test('a hub can be run for it: its codes, teams and safeguarding hold together', () => {
    expect(areaFaults(area)).toEqual([]);
  });

  test('over its whole list of practices each comes to exactly one team, which lists it: no gap, no overlap', () => {
    expect(area.eligibility.practices.length).toBeGreaterThan(0);
    for (const practice of area.eligibility.practices) {
      const lists = area.teams.filter(({ practices }) => practices.includes(practice)).map(({ code }) => code);
      expect(lists, practice).toHaveLength(area.teams.length === 0 ? 0 : 1);
      if (area.teams.length > 0) expect(comesTo(area, { practice }), practice).toBe(lists[0]);
    }
  });

  test('whoever lives there comes to exactly one team, in every sector of every outward code', () => {
    for (const outward of area.eligibility.outwardCodes)
      for (const sector of '0123456789') {
        const found = comesTo(area, { postcode: `${outward} ${sector}AA` });
        expect(found === 'ask', `${outward} ${sector}`).toBe(area.teams.length === 0);
      }
  });

  test('a request of each practice is taken', () => {
    const refused = area.eligibility.practices.filter(
      (practice) => !checkRequest(askedIn(area, { practice }), area, '2026-11-22').ok,
    );
    expect(refused).toEqual([]);
  });
};
