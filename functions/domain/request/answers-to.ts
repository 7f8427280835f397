import type { Reference, Task } from 'fhir/r4.js';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions } from '../../../contracts/systems.ts';
import { givesDirectCare, type Standing } from '../participant.ts';
import { organisation, organisationOf } from '../referral.ts';
import { organisationCode, type RequestParts } from './request-parts.ts';

/**
 * Where the answers to a request go, if not to whoever sent it: PRSB "return response to" (standards.md 7.1).
 */
export type AnswersTo = { readonly organisation: string } | { readonly display: string };

/** As long as PRSB lets it be. */
const longest = 70;

interface Named {
  /** The organisation, where the request says which. */
  readonly code?: string;
  /** What a person reads. */
  readonly display: string;
}

type Known = Pick<Standing, 'active' | 'kind'> & { readonly organisation: string };

/** Whom the request names, if it names anybody but its sender. */
export const namedForAnswers = (parts: RequestParts, sender: string): Named | undefined => {
  const { valueReference: named } = parts.request.extension?.find((e) => e.url === ukCore.additionalContact) ?? {};
  if (named === undefined) return undefined;
  const code = organisationCode(parts, parts.request, named);
  if (code === sender) return undefined;
  const display = (named.display ?? code ?? named.identifier?.value ?? 'the organisation named in the request').trim();
  return { ...(code === undefined ? {} : { code }), display: display.slice(0, longest) };
};

/**
 * An organisation that takes part and gives direct care is sent them. To any other nobody agreed, and by no machine: a person
 * tells it, who knows what the person wants (issue 6, 4).
 */
export const answersToNamed = (named: Named | undefined, known: Known | undefined): AnswersTo | undefined =>
  known?.active && givesDirectCare(known.kind)
    ? { organisation: known.organisation }
    : named && { display: named.display };

/** As it stands on T1: settled when the referral is made. */
export const answersToExtension = (to: AnswersTo): NonNullable<Task['extension']>[number] => ({
  url: extensions.answersTo,
  valueReference: 'organisation' in to ? organisation(to.organisation) : { display: to.display },
});

const standing = ({ extension }: Task): Reference | undefined =>
  extension?.find((e) => e.url === extensions.answersTo)?.valueReference;

/** The organisation that is sent the messages; undefined: whoever referred. */
export const answeredAt = (task: Task): string | undefined => organisationOf(standing(task));

/** Whom a person tells, because no machine of the hub can; undefined: nobody need. */
export const answeredByHand = (task: Task): string | undefined => {
  const to = standing(task);
  return to?.reference === undefined ? to?.display : undefined;
};
