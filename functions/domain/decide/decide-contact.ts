import type { Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { canonical } from '../canonical.ts';
import { keepWarnings } from '../contact/contact-warnings.ts';
import { channelsOf, safeContactFaults } from '../contact/safe-contact.ts';
import { given, unlessEmpty } from '../given.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, referenceTo } from '../referral.ts';
import { canBeReached } from '../request/request-items.ts';
import { ok, type Result, refuse, refuseAll } from '../result.ts';
import { messagePractice } from '../said/practice-messages.ts';
import type { CorrectContact } from './actions.ts';
import type { Draft } from './decision.ts';

/** What stands, with what the caller added and without what it took away: what it was not shown stays. DESIGN 5, If-Match. */
const after = <T>(standing: readonly T[] = [], shown: readonly T[] = [], sent: readonly T[] = []): T[] => {
  const isIn = (list: readonly T[]) => {
    const known = new Set(list.map(canonical));
    return (item: T): boolean => known.has(canonical(item));
  };
  // The order says which way is tried first.
  if (canonical(standing) === canonical(shown)) return [...sent];
  const [wasShown, isSent] = [isIn(shown), isIn(sent)];
  return [...standing.filter((s) => !wasShown(s) || isSent(s)), ...sent.filter((s) => !wasShown(s))];
};

/** A client that does not know the safe contact block drops it when it writes back: no block takes none away. */
const extensionAfter = (standing: Patient, { sent }: CorrectContact): NonNullable<Patient['extension']> => {
  const isBlock = ({ url }: { url: string }): boolean => url === extensions.safeContact;
  const said = sent.extension?.filter(isBlock) ?? [];
  const kept = standing.extension ?? [];
  return said.length > 0 ? [...kept.filter((e) => !isBlock(e)), ...said] : kept;
};

const without = (patient: Patient, parts: readonly string[]): Patient => ({
  ...patient,
  ...given({
    extension: patient.extension?.map((e) =>
      e.url === extensions.safeContact
        ? { ...e, extension: e.extension?.filter(({ url }) => !parts.includes(url)) ?? [] }
        : e,
    ),
  }),
});

const corrected = (stood: Patient, action: CorrectContact): Patient => {
  const { shown, sent, takenBack = [] } = action;
  const standing = takenBack.length > 0 ? without(stood, takenBack) : stood;
  const { telecom: _t, address: _a, contact: _c, communication: _l, extension: _e, ...rest } = standing;
  return keepWarnings(standing, {
    ...rest,
    ...given({
      telecom: unlessEmpty(after(standing.telecom, shown.telecom, sent.telecom)),
      address: unlessEmpty(after(standing.address, shown.address, sent.address)),
      contact: unlessEmpty(after(standing.contact, shown.contact, sent.contact)),
      communication: unlessEmpty(after(standing.communication, shown.communication, sent.communication)),
      extension: unlessEmpty(extensionAfter(standing, action)),
    }),
  });
};

/** Referrer or coordinator corrects how the person can be reached; the other is told. A partner reads what its tier shows. */
export const decideCorrectContact = (draft: Draft, action: CorrectContact, actor: Actor): Result<void> => {
  const { referral } = draft;
  const role = roleOf(referral, actor.organisation);
  if (role === 'partner') return refuse('not-found');
  if (referral.task.status === 'entered-in-error') return refuse('ended', { diagnostics: 'the referral was recalled' });
  const patient = corrected(referral.patient, action);
  if (canonical(patient) === canonical(referral.patient)) return ok(undefined);
  const faults = refuseAll([
    ...safeContactFaults(patient),
    // A warning about the only way is never refused: it is what the others must know.
    ...(canBeReached(patient) || channelsOf(patient).length > 0
      ? []
      : [
          {
            code: 'missing-element' as const,
            expression: 'Patient.telecom',
            diagnostics: 'a way to reach the person, or the words that there is none',
          },
        ]),
  ]);
  if (faults) return faults;
  draft.put(patient, { type: 'contact-corrected', task: referenceTo(referral.task) });
  if (coordinatorOf(referral) === actor.organisation) messagePractice(draft, 'contact-corrected');
  return ok(undefined);
};
