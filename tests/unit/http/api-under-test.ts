import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { api } from '../../../functions/http/api.ts';
import { type Limits, limitsOf } from '../../../functions/http/caller-limits.ts';
import { fhirLanguage } from '../../../functions/http/operation-outcome.ts';
import type { ApiRequest, Principal, Route } from '../../../functions/http/request.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { context, event, type Sent } from './event.ts';

type Seen = ApiRequest & { principal?: Principal };
export const seen: Seen[] = [];
export const reported: unknown[] = [];

const keep = (request: Seen) => {
  seen.push(request);
  return { status: 200, body: { ok: true } };
};

const routes: Route[] = [
  { method: 'GET', path: '/open', open: true, handle: keep },
  { method: 'GET', path: '/FHIR/R4/Task/{id}', needs: ['see-status'], handle: keep },
  { method: 'PUT', path: '/FHIR/R4/Task/{id}', needs: ['end'], handle: keep },
  { method: 'POST', path: '/FHIR/R4', needs: ['refer'], handle: keep },
  {
    method: 'POST',
    path: '/search',
    consumes: ['application/x-www-form-urlencoded'],
    needs: ['see-status'],
    handle: keep,
  },
  {
    method: 'POST',
    path: '/unanswered',
    needs: ['refer'],
    handle: () => {
      throw Object.assign(new Error('connect to a store of Ada Lovelace'), { name: 'TimeoutError' });
    },
  },
  {
    method: 'POST',
    path: '/broken',
    needs: ['refer'],
    handle: () => {
      throw new TypeError('Ada Lovelace is not a function');
    },
  },
];

const organisations = new Map<string, Participant>(
  ['L99901', 'L99902', 'L99909'].map((organisation) => [
    organisation,
    {
      ...{ organisation, name: organisation, kind: 'practice', tier: 'full', version: 1 },
      ...{ identifier: { system: 's', value: organisation }, active: organisation !== 'L99909' },
    },
  ]),
);

export const handlerWith = (limits: Limits) =>
  api({
    ...{ limits, routes },
    participants: { organisation: async (code) => organisations.get(code) },
    language: fhirLanguage('https://hub.example'),
    clock: () => '2026-11-21T09:00:00.000Z',
    report: (error) => reported.push(error),
  });
export const handler = handlerWith(limitsOf(generousQuotas));
const signedIn = { client: 'surgery', organisations: 'L99901' };
export const send = (sent: Sent) => handler(event({ ...signedIn, ...sent }), context);
export const uuid = '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab';
export const anyUuid = /^[0-9a-f-]{36}$/;
