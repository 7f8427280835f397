import type { Deed } from '../../contracts/authority/deeds.ts';
import {
  attendance,
  decline,
  meetingRequest,
  note,
  nothing,
  opened,
  pleaseCall,
  report,
  stop,
} from '../../contracts/partner-api/schemas.ts';
import type { Route, SignedInRoute } from '../http/request.ts';
import { changeInvitation, listInvitations, readInvitation } from './invitations.ts';
import * as plans from './plans.ts';
import type { PartnerPorts } from './ports.ts';
import { recordSession } from './session-attendance.ts';
import { listSessions } from './sessions.ts';

const root = '/partner/v1';
const one = `${root}/invitations/{id}`;

/** Every interaction of the partner API. contracts/partner-api/operations.ts describes the same rows for the OpenAPI document. */
export const partnerRoutes = (ports: PartnerPorts): readonly Route[] =>
  rows(ports).map((row) => ({ ...row, needs: row.method === 'GET' ? ['see-invitation'] : needsOf(row.path) }));

const needsOf = (path: string): readonly Deed[] => (path === `${one}/report` ? ['report'] : ['take-part']);

const rows = (ports: PartnerPorts): readonly Omit<SignedInRoute, 'needs'>[] => [
  { method: 'GET', path: `${root}/invitations`, handle: listInvitations(ports) },
  { method: 'GET', path: one, handle: readInvitation(ports) },
  { method: 'POST', path: `${one}/opened`, handle: changeInvitation(ports, opened, plans.sayOpened) },
  { method: 'POST', path: `${one}/accept`, handle: changeInvitation(ports, nothing, plans.accept) },
  { method: 'POST', path: `${one}/decline`, handle: changeInvitation(ports, decline, plans.declineWith) },
  {
    method: 'POST',
    path: `${one}/first-meeting`,
    handle: changeInvitation(ports, meetingRequest, plans.nameFirstMeeting),
  },
  { method: 'POST', path: `${one}/meetings`, handle: changeInvitation(ports, meetingRequest, plans.nameMeeting) },
  {
    method: 'PUT',
    path: `${one}/meetings/{meeting}`,
    handle: changeInvitation(ports, meetingRequest, plans.moveMeeting),
  },
  { method: 'DELETE', path: `${one}/meetings/{meeting}`, handle: changeInvitation(ports, nothing, plans.callOff) },
  { method: 'POST', path: `${one}/attendance`, handle: changeInvitation(ports, attendance, plans.sayWhoCame) },
  { method: 'POST', path: `${one}/finish`, handle: changeInvitation(ports, nothing, plans.finish) },
  { method: 'POST', path: `${one}/stop`, handle: changeInvitation(ports, stop, plans.stopWith) },
  { method: 'POST', path: `${one}/notes`, handle: changeInvitation(ports, note, plans.addNote(ports.urgency)) },
  { method: 'POST', path: `${one}/report`, handle: changeInvitation(ports, report, plans.reportWhat) },
  { method: 'POST', path: `${one}/please-call`, handle: changeInvitation(ports, pleaseCall, plans.sayNotWell(ports)) },
  { method: 'GET', path: `${root}/sessions`, handle: listSessions(ports) },
  { method: 'POST', path: `${root}/sessions/{session}/attendance`, handle: recordSession(ports) },
];
