import { describe, expect, test } from 'vitest';
import { allDeeds, type Deed } from '../../../contracts/authority/deeds.ts';
import { allRoles, type Role } from '../../../contracts/authority/roles.ts';
import { staff } from '../../../contracts/authority/staff.ts';
import { mayEnter } from '../../../functions/domain/authority/at-the-door.ts';
import { may } from '../../../functions/domain/authority/authority.ts';

/**
 * Issue 6 item 4, DESIGN 4 and users.md read once more, the other way round than the table of the program: for each deed, who.
 * Whoever changes the one changes the other by hand.
 */
const referrers = 'practice professional council-officer group friend-or-relative self scribe';
const carers = 'practice professional self scribe';
const service = 'link-worker manager';
const own: Readonly<Record<Deed, string>> = {
  'see-receipt': `${referrers} connector clinical-owner person delegate`,
  'see-status': `${carers} connector clinical-owner`,
  'see-outcome': `${carers} clinical-owner`,
  'see-invitation': 'group council-officer companion',
  'see-record': service,
  'see-own-page': 'self person delegate',
  'see-answers': 'respondent',
  'see-counts': '',
  'see-trail': '',
  refer: `${referrers} connector ${service}`,
  message: `${referrers} connector clinical-owner ${service} person delegate`,
  acknowledge: `${carers} respondent connector clinical-owner ${service}`,
  report: `${referrers} connector clinical-owner companion ${service} person delegate`,
  'correct-contact': `${carers} connector clinical-owner ${service} person delegate`,
  end: `practice professional self ${service} person delegate`,
  work: service,
  measure: `${service} measure-provider`,
  close: service,
  'ask-partner': service,
  permit: `${service} person`,
  'speak-for-oneself': `${service} person`,
  assign: service,
  'take-part': `group council-officer ${service}`,
  'go-along': 'companion',
  concern: '',
  suggest: '',
  moderate: '',
  'read-concerns': '',
  'pause-requests': '',
  'break-glass': '',
  export: '',
  register: '',
};
const speakers = `${referrers} respondent connector ${service} clinical-owner duty-owner companion person delegate commissioner patient-group-member ig-reader`;
const everywhere: Readonly<Partial<Record<Deed, string>>> = {
  'see-counts': 'manager commissioner patient-group-member ig-reader operator',
  'see-trail': 'ig-reader operator',
  concern: `${speakers} measure-provider`,
  suggest: speakers,
  moderate: 'manager council-officer',
  'read-concerns': 'duty-owner',
  'pause-requests': 'duty-owner',
  'break-glass': 'duty-owner',
  export: 'operator',
  register: 'operator',
};
const isIn = (names: string | undefined, role: Role): boolean => (names ?? '').split(' ').includes(role);

describe('every role × every deed × own and other organisation', () => {
  test.each(allRoles)('%s may what is written here, and nothing else', (role) => {
    for (const deed of allDeeds) {
      const anywhere = isIn(everywhere[deed], role);
      const said = `${role}, ${deed}`;
      expect(may({ whose: 'own', roles: [role] }, deed), said).toBe(anywhere || isIn(own[deed], role));
      expect(may({ whose: 'other', roles: [role] }, deed), said).toBe(anywhere);
    }
  });

  test('of a role that is named besides, both must be allowed it: nobody gets more by naming one', () => {
    for (const standing of allRoles)
      for (const as of allRoles)
        for (const deed of allDeeds)
          for (const whose of ['own', 'other'] as const)
            expect(may({ whose, roles: [standing, as] }, deed)).toBe(
              may({ whose, roles: [standing] }, deed) && may({ whose, roles: [as] }, deed),
            );
  });

  test('a part in a referral keeps no duty owner from what the rota lets it do, and gives it nothing else', () => {
    for (const standing of ['group', 'council-officer', 'manager'] as const) {
      for (const deed of allDeeds) {
        const alone = may({ whose: 'own', roles: [standing] }, deed);
        const byRota = may({ whose: 'other', roles: ['duty-owner'] }, deed);
        expect(may({ whose: 'own', roles: [standing], known: 'duty-owner' }, deed), deed).toBe(alone || byRota);
      }
      expect(may({ whose: 'own', roles: [standing], known: 'duty-owner' }, 'break-glass')).toBe(true);
      expect(may({ whose: 'own', roles: [standing, 'companion'], known: 'duty-owner' }, 'break-glass')).toBe(false);
    }
  });

  test('nobody without a role may anything', () => {
    for (const deed of allDeeds) expect(may({ whose: 'own', roles: [] }, deed)).toBe(false);
  });

  test('what a referrer hears takes away and adds; nothing else does', () => {
    const council = (hears: 'receipt' | 'status' | 'outcome') => ({
      ...({ whose: 'own', roles: ['council-officer'], hears } as const),
    });
    expect(allDeeds.filter((deed) => may(council('status'), deed) && !may(council('receipt'), deed))).toEqual([
      'see-status',
      'acknowledge',
    ]);
    expect(allDeeds.filter((deed) => may(council('outcome'), deed) && !may(council('status'), deed))).toEqual([
      'see-outcome',
    ]);
    expect(may(council('outcome'), 'end')).toBe(false);
    expect(may({ whose: 'own', roles: ['practice'], hears: 'receipt' }, 'see-status')).toBe(false);
  });
});

describe('at the door', () => {
  const kinds = ['practice', 'coordinator', 'voluntary', 'council', 'commissioner', 'measure-provider'] as const;

  test.each(kinds)('somebody of a %s names a role that people there have, and no other', (kind) => {
    const possible: readonly Role[] = staff[kind];
    for (const as of allRoles)
      expect(mayEnter({ organisation: 'X1', kind }, { as: [as] }, ['concern'])).toBe(possible.includes(as));
  });

  test('a commissioner gets counts, whatever is asked and whoever it says that it is', () => {
    const icb = { organisation: 'ICB01', kind: 'commissioner' } as const;
    const enters = allDeeds.filter((deed) => mayEnter(icb, {}, [deed]));
    expect(enters).toEqual(['see-counts', 'concern', 'suggest']);
    expect(mayEnter(icb, { as: ['ig-reader'] }, ['see-trail', 'see-record'])).toBe(false);
  });

  test('an outside provider of measures sends them, and may say that somebody is not safe; at every other door it is turned away', () => {
    const survey = { organisation: 'SURVEY1', kind: 'measure-provider' } as const;
    expect(allDeeds.filter((deed) => mayEnter(survey, {}, [deed]))).toEqual(['measure', 'concern']);
    expect(mayEnter(survey, { as: ['manager'] }, ['measure'])).toBe(false);
  });

  test('a receptionist does not close, record or list; an information governance lead reads no content', () => {
    const surgery = { organisation: 'L99901', kind: 'practice' } as const;
    expect(mayEnter(surgery, { as: ['connector'] }, ['close', 'work', 'end'])).toBe(false);
    expect(mayEnter(surgery, { as: ['connector'] }, ['see-status'])).toBe(true);
    expect(mayEnter(surgery, { as: ['ig-reader'] }, ['see-record', 'see-outcome', 'see-receipt'])).toBe(false);
  });
});
