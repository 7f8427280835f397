import { beforeSending } from '../domain/concern/says.ts';
import type { Route } from '../http/request.ts';
import { concernByForm, type FormPorts } from './by-form.ts';
import { acknowledge, closeConcern, listConcerns, openConcern } from './duty.ts';
import { pauseRequests } from './pausing.ts';
import { raise } from './raise.ts';

const root = '/safeguarding/v1';
const duty = `${root}/duty`;
const one = `${duty}/concerns/{id}`;
const organisation = `${duty}/organisations/{organisation}`;

/** One door for whoever has a token or a link, and one for the duty owner. contracts/safeguarding/README.md describes the same rows. */
export const safeguardingRoutes = (ports: FormPorts): readonly Route[] => [
  {
    method: 'GET',
    path: `${root}/concerns`,
    evenSwitchedOff: true,
    needs: ['concern'],
    handle: ({ now }) => ({ status: 200, body: beforeSending(ports.rule, now) }),
  },
  { method: 'POST', path: `${root}/concerns`, evenSwitchedOff: true, needs: ['concern'], handle: raise(ports) },
  concernByForm(ports),
  { method: 'GET', path: `${duty}/concerns`, needs: ['read-concerns'], handle: listConcerns(ports) },
  { method: 'POST', path: `${one}/read`, needs: ['read-concerns'], handle: openConcern(ports) },
  { method: 'POST', path: `${one}/acknowledge`, needs: ['read-concerns'], handle: acknowledge(ports) },
  { method: 'POST', path: `${one}/close`, needs: ['read-concerns'], handle: closeConcern(ports) },
  { method: 'POST', path: `${organisation}/pause`, needs: ['pause-requests'], handle: pauseRequests(true)(ports) },
  { method: 'POST', path: `${organisation}/resume`, needs: ['pause-requests'], handle: pauseRequests(false)(ports) },
];
