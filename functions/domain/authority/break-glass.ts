import type { Communication } from 'fhir/r4.js';
import { isAbout, kindOf, recordKind } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../result.ts';
import { nameFaults, senderOf } from '../said/correspondence.ts';

/** A duty owner reads one referral of others, because somebody may not be safe (issue 6, 4). */
export interface BreakGlass {
  readonly kind: 'break-glass';
  /** Name or role of who reads. */
  readonly by: string;
  /** Why: for whoever asks later who saw it, and for nobody else. */
  readonly why: string;
}

/** How long what was opened is shown. */
const openMs = 3_600_000;

const isSaid = (text: string): boolean => /\S/.test(text) && text.length <= 500 && !/[\p{Cc}\p{Cs}]/u.test(text);

const whyFaults = (why: string): Refusal[] =>
  isSaid(why)
    ? []
    : [
        {
          code: 'missing-element',
          expression: 'Communication.payload',
          diagnostics: 'why it is read: one line of 1 to 500 characters',
        },
      ];

/** Who and why is written first, and then it is shown; the coordinator owes it to itself to look (`look-who-read`). */
export const decideBreakGlass = (draft: Draft, { by, why }: BreakGlass, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const whose = 'the name or role of the person who reads it, two letters at least';
  const faults = refuseAll([...nameFaults(by, 'Communication.sender.display', whose), ...whyFaults(why)]);
  if (faults) return faults;
  draft.put({
    ...{ resourceType: 'Communication', id: draft.nextId('m'), status: 'completed' },
    category: [recordKind('break-glass')],
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(referral.task) }],
    sender: { ...organisation(actor.organisation), display: by },
    sent: now,
    payload: [{ contentString: why }],
  });
  return ok(undefined);
};

const isGlass = (communication: Communication): boolean => kindOf(communication) === 'break-glass';

/** Whether this organisation may read it at this instant, because it said why within the hour. */
export const isOpenTo = ({ communications }: Referral, organisation: string, now: string): boolean =>
  communications.some(
    (c) => isGlass(c) && senderOf(c) === organisation && Date.parse(now) - Date.parse(c.sent ?? '') < openMs,
  );

/**
 * Read so, and nobody at the coordinator has opened the referral itself since. That it was a manager is not checked: an opening
 * holds a name that somebody typed, and no role.
 */
export const unseenReadings = (
  { communications, task }: Referral,
  coordinator: string | undefined,
): Communication[] => {
  const looked = communications
    .filter((c) => kindOf(c) === 'opened' && isAbout(c, referenceTo(task)) && senderOf(c) === coordinator)
    .map((c) => c.sent ?? '');
  return communications.filter((c) => isGlass(c) && looked.every((at) => at <= (c.sent ?? '')));
};
