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
  waiting,
} from '../../contracts/partner-api/schemas.ts';
import type { SignedInRoute } from '../http/request.ts';
import { changeInvitation, listInvitations, readInvitation } from './invitations.ts';
import * as plans from './plans.ts';
import type { PartnerPorts } from './ports.ts';
import { recordSession } from './session-attendance.ts';
import { listSessions } from './sessions.ts';
import { listWaiting, sayRoom } from './waiting.ts';

const root = '/partner/v1';
const one = `${root}/invitations/{id}`;

/** Looking; answering for the group; and what the table gives a companion too (contracts/authority/roles.ts). */
const see = ['see-invitation'] as const;
const act = ['take-part'] as const;
const say = ['report'] as const;

/** Every interaction of the partner API. contracts/partner-api/operations.ts describes the same rows for the OpenAPI document. */
export const partnerRoutes = (ports: PartnerPorts): readonly SignedInRoute[] => [
  { method: 'GET', path: `${root}/invitations`, needs: see, handle: listInvitations(ports) },
  { method: 'GET', path: one, needs: see, handle: readInvitation(ports) },
  { method: 'POST', path: `${one}/opened`, needs: act, handle: changeInvitation(ports, opened, plans.sayOpened) },
  { method: 'POST', path: `${one}/accept`, needs: act, handle: changeInvitation(ports, nothing, plans.accept) },
  { method: 'POST', path: `${one}/decline`, needs: act, handle: changeInvitation(ports, decline, plans.declineWith) },
  { method: 'POST', path: `${one}/waiting-list`, needs: act, handle: changeInvitation(ports, waiting, plans.waitList) },
  { method: 'POST', path: `${one}/place-free`, needs: act, handle: changeInvitation(ports, nothing, plans.placeFree) },
  {
    method: 'POST',
    path: `${one}/first-meeting`,
    needs: act,
    handle: changeInvitation(ports, meetingRequest, plans.nameFirstMeeting),
  },
  {
    method: 'POST',
    path: `${one}/meetings`,
    needs: act,
    handle: changeInvitation(ports, meetingRequest, plans.nameMeeting),
  },
  {
    method: 'PUT',
    path: `${one}/meetings/{meeting}`,
    needs: act,
    handle: changeInvitation(ports, meetingRequest, plans.moveMeeting),
  },
  {
    method: 'DELETE',
    path: `${one}/meetings/{meeting}`,
    needs: act,
    handle: changeInvitation(ports, nothing, plans.callOff),
  },
  {
    method: 'POST',
    path: `${one}/attendance`,
    needs: act,
    handle: changeInvitation(ports, attendance, plans.sayWhoCame),
  },
  { method: 'POST', path: `${one}/finish`, needs: act, handle: changeInvitation(ports, nothing, plans.finish) },
  { method: 'POST', path: `${one}/stop`, needs: act, handle: changeInvitation(ports, stop, plans.stopWith) },
  {
    method: 'POST',
    path: `${one}/notes`,
    needs: act,
    handle: changeInvitation(ports, note, plans.addNote),
  },
  { method: 'POST', path: `${one}/report`, needs: say, handle: changeInvitation(ports, report, plans.reportWhat) },
  {
    method: 'POST',
    path: `${one}/please-call`,
    needs: say,
    handle: changeInvitation(ports, pleaseCall, plans.sayNotWell(ports)),
  },
  { method: 'GET', path: `${root}/waiting-list`, needs: see, handle: listWaiting(ports) },
  { method: 'POST', path: `${root}/room`, needs: act, handle: sayRoom(ports) },
  { method: 'GET', path: `${root}/sessions`, needs: see, handle: listSessions(ports) },
  { method: 'POST', path: `${root}/sessions/{session}/attendance`, needs: act, handle: recordSession(ports) },
];
