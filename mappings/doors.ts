import { callAsked, showCall } from './call.ts';
import * as receipts from './council/receipt.ts';
import * as council from './council/show.ts';
import { directoryDoors } from './directory/doors.ts';
import type { Door } from './door.ts';
import { responseFields } from './gp/bars/response.ts';
import { documentFields, fhirDocumentFields, letterFields, mailFields } from './gp/document/fields.ts';
import * as own from './gp/own-request.ts';
import { showToReferrer, showWritten } from './gp/show.ts';
import {
  callMessageFields,
  correspondenceFields,
  practiceMessageFields,
  reminderFields,
  statusMessageFields,
} from './message-fields.ts';
import { opened, showOpening } from './opening.ts';
import { organisationFields, showOrganisation } from './organisation.ts';
import { companionFields } from './partner/companion.ts';
import { companionMessageFields } from './partner/companion-message.ts';
import { invitationFields } from './partner/invitation.ts';
import { organiserMessageFields } from './partner/organiser-message.ts';
import { registerFields } from './partner/register.ts';
import { sessionFields } from './partner/session.ts';
import { eventFields } from './partner/webhook-event.ts';
import { companionKnowers } from './person/companions-know.ts';
import { personMessageFields } from './person/notification.ts';
import { planFields } from './person/plan.ts';
import { knowerFields, otherKnowers } from './person/who-knows.ts';
import { countFields } from './public/counts.ts';
import { figureFields } from './public/figures.ts';
import { reported, reportedAbout, showReport, showReportAlone } from './report.ts';
import {
  listed,
  openedFields,
  paused,
  raised,
  showListed,
  showOpened,
  showPaused,
  written,
} from './safeguarding/duty.ts';
import { seenByDutyOwner, showToDutyOwner } from './safeguarding/glass.ts';
import { showToWhoReferred } from './to-referrer.ts';

const organiser = 'A human at a voluntary group or council service that was asked';
const companion = 'A champion or buddy who was asked';
const aboutNobody = 'Nothing in it is about the person';
const permitted =
  'The person’s recorded permission for this organisation and purpose, or a decision for them; without one nothing is sent';
const care = 'Direct care: the practice cares for the person, and Caldicott principle 7 makes sharing a duty';
const receipt = 'A receipt to whoever asked; more once the person agreed, as far as the data agreement says';
const ownData = 'It is the person’s own plan; they may know who was told what of them (UK GDPR, article 15)';
const safety = 'Safeguarding: somebody may not be safe. Who reads it, and why, is written first, and then it is shown';

export const doors = {
  invitation: {
    what: 'Invitation, list of invitations and answer to each change (`/partner/v1/invitations`)',
    ...{ to: 'A voluntary group or council service that was asked', basis: permitted, tier: 'partner' },
    fields: invitationFields,
  },
  session: {
    what: 'Sessions (`/partner/v1/sessions`)',
    ...{ to: 'A voluntary group or council service that was asked', basis: permitted, tier: 'partner' },
    fields: sessionFields,
  },
  register: {
    what: 'Page that a link opens (`/l`): the register of a session, or a request that waits for an answer',
    ...{ to: organiser, basis: permitted, tier: 'partner' },
    fields: registerFields,
  },
  'organiser-message': {
    what: 'Message by GOV.UK Notify, with a link',
    ...{ to: organiser, basis: aboutNobody, tier: 'ids' },
    fields: organiserMessageFields,
  },
  companion: {
    what: 'Page that the link of a companion opens (`/l`): a request to go along to a first meeting',
    ...{ to: companion, basis: permitted, tier: 'partner' },
    fields: companionFields,
  },
  'companion-message': {
    what: 'Message by GOV.UK Notify to a companion, with a link',
    ...{ to: companion, basis: aboutNobody, tier: 'ids' },
    fields: companionMessageFields,
  },
  'person-message': {
    what: 'Message by GOV.UK Notify, on a channel that is safe',
    ...{
      to: 'The person',
      basis: 'It is theirs; with which group and where only if they said that messages may',
      tier: 'ids',
    },
    fields: personMessageFields,
  },
  'own-page': {
    what: 'Page that the person’s own link opens (`/s`), and their card and letter',
    ...{ to: 'The person whom it is about, and who looks over their shoulder', basis: ownData, tier: 'own' },
    fields: planFields,
  },
  'who-knows': {
    what: 'Who knows what of the person (`/s/…/who-knows`)',
    ...{ to: 'The person whom it is about', basis: ownData, tier: 'own' },
    fields: knowerFields,
    lists: {
      'the service, whoever asked, and who else is written to': otherKnowers,
      'whoever was asked to go along': companionKnowers,
    },
  },
  webhook: {
    what: 'Webhook',
    ...{ to: 'A partner’s own software', basis: permitted, tier: 'ids' },
    fields: eventFields,
  },
  'partner-fhir': {
    what: 'Communication over FHIR (`/FHIR/R4/Communication`)',
    ...{ to: 'A partner', basis: 'It wrote this itself', tier: 'own-words' },
    lists: {
      'its opening': opened,
      'its request for a call': callAsked,
      'its report': reported,
      'what its report is about': reportedAbout,
    },
    shows: [showOpening, showCall, showReport, showReportAlone],
  },
  reminder: {
    what: 'Reminder, by any way',
    ...{ to: 'Whoever owes something', basis: aboutNobody, tier: 'ids' },
    lists: { reminder: reminderFields },
  },
  'own-request': {
    what: 'Its own request over FHIR (`/FHIR/R4`), and answers to what it sends',
    ...{ to: 'The practice that referred', basis: care, tier: 'direct-care' },
    lists: {
      Patient: own.patient,
      ServiceRequest: own.serviceRequest,
      Task: [...own.task, ...own.taskParts],
      'Communication that it wrote': own.written,
    },
    shows: [showToReferrer, showWritten, showToWhoReferred],
  },
  'bars-answer': {
    what: 'Answer to a BaRS-shaped message',
    ...{ to: 'Whoever sent it', basis: 'Its own request', tier: 'own-words' },
    lists: { answer: responseFields },
  },
  'practice-message': {
    what: 'Message, by FHIR or fetched',
    ...{ to: 'The practice that referred', basis: care, tier: 'direct-care' },
    lists: { message: practiceMessageFields },
  },
  'call-message': {
    what: 'Message that somebody is not well, by FHIR or fetched',
    ...{
      to: 'The practice of the person, or whom the area names in its place',
      basis:
        'Direct care: the person, or somebody who is with them, asks that they are called by who cares for them; Caldicott principle 7',
    },
    tier: 'direct-care',
    lists: { message: callMessageFields },
  },
  correspondence: {
    what: 'Question, answer or note of the service',
    ...{ to: 'The practice that referred', basis: care, tier: 'direct-care' },
    lists: { message: correspondenceFields },
  },
  letter: {
    what: 'Printed page: the PDF of a document or an e-mail',
    ...{
      to: 'The practice that referred, or that is asked to call the person; anybody else gets the page without the person',
      basis: care,
    },
    tier: 'direct-care',
    lists: { page: letterFields },
  },
  document: {
    what: 'Document by MESH (GP Connect Send Document)',
    ...{ to: 'The practice that referred, or that is asked to call the person', basis: care, tier: 'direct-care' },
    lists: { document: documentFields },
  },
  'fhir-document': {
    what: 'The same message as a FHIR document (`/FHIR/R4/Bundle`)',
    ...{ to: 'The practice that referred', basis: care, tier: 'direct-care' },
    lists: { document: fhirDocumentFields },
  },
  mail: {
    what: 'Secure e-mail, outside its PDF',
    ...{ to: 'The practice that referred, or that is asked to call the person', basis: care, tier: 'ids' },
    lists: { 'e-mail': mailFields },
  },
  receipt: {
    what: 'Its own request over FHIR, until the person agreed',
    ...{ to: 'A council, group, friend or relative that referred', basis: receipt, tier: 'receipt' },
    lists: { Patient: receipts.patient, ServiceRequest: own.serviceRequest, Task: receipts.task },
    shows: [receipts.showReceipt],
  },
  status: {
    what: 'Its own request over FHIR, once the person agreed',
    ...{ to: 'A council or group that referred', basis: receipt, tier: 'status' },
    lists: {
      Patient: own.patient,
      ServiceRequest: own.serviceRequest,
      Task: [...council.task, ...council.taskParts],
      'Communication that it wrote': own.written,
    },
    shows: [council.showStatus],
  },
  'status-message': {
    what: 'Message, by any way',
    ...{ to: 'A council or group that referred', basis: receipt, tier: 'status' },
    lists: { message: statusMessageFields },
  },
  organisation: {
    what: 'Organisation of the register, included in a search over FHIR',
    ...{ to: 'Whoever has a Task with it', basis: 'Nothing in it is about a person', tier: 'nobody' },
    lists: { Organization: organisationFields },
    shows: [showOrganisation],
  },
  ...directoryDoors,
  'broken-glass': {
    what: 'One referral over FHIR, for an hour (`break-glass`)',
    ...{ to: 'A duty owner for safeguarding', basis: safety, tier: 'safeguarding' },
    lists: seenByDutyOwner,
    shows: [showToDutyOwner],
  },
  concern: {
    what: 'Concerns, and organisations that are paused (`/safeguarding/v1/duty`)',
    ...{
      to: 'A duty owner for safeguarding',
      basis: `${safety}; never at the organisation that it is about`,
      tier: 'safeguarding',
    },
    lists: { 'in the list': listed, 'opened by name': [...written, ...raised], 'who opened it': openedFields, paused },
    shows: [showListed, showOpened, showPaused],
  },
  figures: {
    what: 'Public figures (`/figures`)',
    ...{ to: 'Anybody', basis: 'Counts only', tier: 'nobody' },
    fields: figureFields,
  },
  counts: {
    what: 'Counts of the service (`/figures/service`)',
    ...{
      to: 'A commissioner; a manager; a named patient-group member or IG lead',
      basis: 'Counts only',
      tier: 'nobody',
    },
    fields: countFields,
  },
} as const satisfies Record<string, Door>;
