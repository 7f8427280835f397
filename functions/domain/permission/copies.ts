import type { Communication } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, isAbout, kindOf } from '../coding.ts';
import { coordinatorOf, wasAccepted } from '../parties.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { recipientOf, senderOf } from '../said/correspondence.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { isObjectedTo, objectedSince } from './permission.ts';

/** A way that leaves paper, or a file in a system of theirs. */
const keeps: readonly (string | undefined)[] = ['document', 'mail', 'post'];
const left: readonly (string | undefined)[] = ['sent', 'infrastructure-ack', 'business-ack'];

/** One copy of what the hub let out, and who has it. */
interface Copy {
  readonly holder: string;
  /** Id of the Task that it is about. */
  readonly onward?: Onward;
  /** The record of it, where there is one of its own: a page that went out or was printed. */
  readonly page?: Communication;
}

/** Whether an organisation has seen whom this is about: it read it, opened it, or took it on. */
export const hasCopy = (referral: Referral, { task }: Onward): boolean =>
  wasAccepted(task) ||
  referral.communications.some(
    (c) =>
      (kindOf(c) === 'copy' || kindOf(c) === 'opened') &&
      isAbout(c, referenceTo(task)) &&
      senderOf(c) === organisationOf(task.owner),
  );

const downloads = (referral: Referral): Copy[] =>
  referral.onward
    .filter(({ task }) => wasSent(task) && organisationOf(task.owner) !== coordinatorOf(referral))
    .filter((onward) => hasCopy(referral, onward))
    .map((onward) => ({ holder: organisationOf(onward.task.owner) ?? '', onward }));

const wentOut = (c: Communication): boolean =>
  kindOf(c) === 'delivery' &&
  (c.medium ?? []).some((m) => keeps.includes(codeIn(systems.deliveryWay, m))) &&
  left.includes(codeIn(systems.deliveryOutcome, c.topic));

/** A letter that was printed is a copy, whether or not anybody posted it: only a person knows. */
const wasPrinted = (c: Communication): boolean => kindOf(c) === 'copy' && c.partOf !== undefined;

const pages = (referral: Referral): Copy[] =>
  referral.communications
    .filter((c) => wentOut(c) || wasPrinted(c))
    .flatMap((page) => {
      const message = referral.communications.find((m) => page.partOf?.some((p) => p.reference === referenceTo(m)));
      const holder = message && recipientOf(message);
      return holder === undefined ? [] : [{ holder, page }];
    });

export const copiesIn = (referral: Referral): Copy[] => [...downloads(referral), ...pages(referral)];

/** What a record that a copy was recalled names. */
export const nameOfCopy = (referral: Referral, { onward, page }: Copy): string =>
  page ? referenceTo(page) : referenceTo(onward?.task ?? referral.task);

const isRecalled = (referral: Referral, copy: Copy, since: string): boolean =>
  referral.communications.some(
    (c) =>
      kindOf(c) === 'copy-recalled' &&
      (c.sent ?? '') >= since &&
      c.about?.some((a) => a.reference === nameOfCopy(referral, copy)),
  );

/** Since when the person objects to whoever holds it; undefined: they do not. */
export const objectedSinceTo = (referral: Referral, { holder, onward }: Copy): string | undefined => {
  const { consents, patient, at: now } = referral;
  const request = onward?.request ?? referral.request;
  if (!isObjectedTo(consents, holder, request, { patient, now })) return undefined;
  return objectedSince(consents, holder, request) || referral.at;
};

/** Copies with an organisation to which the person objects by now, and since when; not those about which somebody was rung. */
export const copiesToRecall = (referral: Referral): (Copy & { readonly since: string })[] => {
  if (referral.consents.length === 0) return [];
  return copiesIn(referral).flatMap((copy) => {
    const since = objectedSinceTo(referral, copy);
    return since === undefined || isRecalled(referral, copy, since) ? [] : [{ ...copy, since }];
  });
};
