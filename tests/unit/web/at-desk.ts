import { thisArea } from '../../../contracts/areas/this-area.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import type { Doing } from '../../../functions/web/worklist/acts/act.ts';
import type { Desk } from '../../../functions/web/worklist/staff-page.ts';
import { shownToCoordinator } from '../../../mappings/wellbeing/on-page.ts';
import { coordinator, day, later } from '../domain/cast.ts';

const ada = { code: 'ada.martin', name: 'Ada Martin' };
const service: Participant = {
  ...{ organisation: 'CWS01', name: 'CWS', kind: 'coordinator', tier: 'full', version: 1, active: true, staff: [ada] },
  identifier: { system: 's', value: 'v' },
};
const nothing = () => Promise.reject(new Error('A form that is drawn writes nothing'));
/** Somebody at their desk, with an empty list and a register of one. */
const desk: Desk = {
  ...{
    publicUrl: 'https://hub.example',
    clock: () => day(9),
    pause: nothing,
    area: thisArea,
  },
  participants: { organisation: async () => undefined, client: async () => undefined },
  ledger: {
    ...{ load: nothing, history: nothing, aliasOf: nothing, isDisposed: nothing, append: nothing },
  },
  references: async () => [],
  next: async () => ({ items: [], places: [] }),
  load: async () => new Map<string, number>(),
  told: async () => [],
  directory: {
    catalogue: async () => ({ at: '', entries: [], terms: [], sources: [] }),
    capacity: async () => () => 'unknown',
  },
  ...{
    changeStaff: nothing,
    overdue: nothing,
    practical: async () => undefined,
    samePerson: async () => [],
    companions: async () => [],
  },
  person: { organisation: service, person: ada, role: 'link-worker' },
  request: {
    ...{ method: 'GET', path: '/staff/people/x', params: {}, query: new URLSearchParams(), headers: {}, body: '' },
    ...{ requestId: '', correlationId: '', bodyHash: '', now: day(9) },
    principal: { actor: coordinator, organisations: ['CWS01'] },
  },
};
/** A link worker has the page of a person open. */
export const at = (referral: Referral, now = later(referral.at)): Omit<Doing, 'about'> => ({
  ...{ referral, shown: shownToCoordinator(referral), actor: coordinator, desk, now },
});
