import { extensions, systems } from '../systems.ts';
import { askingPartner } from './asking.ts';
import { recording } from './bodies.ts';
import type { ErrorPage, Snippet } from './error-page.ts';

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

const reporting = (what: string, by: 'practice' | 'coordinator' = 'practice'): Snippet => ({
  by,
  send: 'POST /FHIR/R4/Communication',
  body: {
    resourceType: 'Communication',
    status: by === 'coordinator' ? 'completed' : 'in-progress',
    category: [coded(systems.recordKind, 'circumstance')],
    topic: coded(systems.circumstance, what),
    about: [{ reference: 'Task/{task}' }],
    ...(what === 'in-hospital' ? { extension: [{ url: extensions.reviewDate, valueDate: '{tomorrow}' }] } : {}),
  },
});

const attempt = recording('contact-attempt', '{task}');
const heard = { Prefer: 'return=OperationOutcome' };
const rang = {
  medium: [coded(systems.participationMode, 'PHONE')],
  extension: [{ url: extensions.triedAt, valueContactPoint: { system: 'phone', value: '01632 960123' } }],
};

/** Whether and how the person can be reached: contracts/lifecycle/circumstances.ts and contact-attempts.ts. */
export const personPages = {
  'contact-stopped': {
    cause:
      'Somebody who takes part has reported that the person has died, is in hospital or has moved. Until the service says that it is wrong or over, nobody is asked to meet the person and no meeting is named.',
    remedy:
      'The service sets the report to completed (it is so), entered-in-error (it is wrong) or stopped (it is over).',
    given: 'accepted',
    wrong: [reporting('moved'), askingPartner('CWS01')],
    right: [reporting('other-practice'), askingPartner('CWS01')],
  },
  'reports-at-odds': {
    cause: 'One report says that the person has died and another something else. Both are kept; only one is confirmed.',
    remedy: 'Set the one that is wrong to entered-in-error, then confirm the other.',
    given: 'accepted',
    wrong: [reporting('died'), reporting('in-hospital', 'coordinator')],
    right: [reporting('in-hospital', 'coordinator')],
  },
  'attempt-not-counted': {
    warning: 'only',
    cause:
      'Not a refusal. The try is recorded, but a person counts as not to be reached only after tries on a channel that is theirs and safe, with their needs met. The diagnostics say what is missing of this one.',
    remedy:
      'Say the medium (PHONE, WRITTEN, MAILWRIT, FACE), the number or address in the extension tried-at, and in needs-met that recorded needs were met. Prefer: return=OperationOutcome shows this warning.',
    given: 'accepted',
    wrong: [{ ...attempt, headers: heard }],
    right: [
      { ...attempt, headers: heard, body: { ...(typeof attempt.body === 'object' ? attempt.body : {}), ...rang } },
    ],
  },
} as const satisfies Record<string, ErrorPage>;
