import type { ServiceRequest, Task } from 'fhir/r4.js';
import {
  type Hears,
  isReferrerKind,
  type ReferrerKind,
  referrerKinds,
} from '../../../contracts/lifecycle/referrers.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { givesDirectCare, mayHear, type ParticipantKind, type Standing } from '../participant.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';

/** Who referred, and what their organisation hears of it: settled when the referral is made. */
export interface Referrer {
  readonly kind: ReferrerKind;
  readonly hears: Hears;
  /** It gives no direct care: it gets a receipt, and `hears` holds once the person agreed (issue 6, 4). */
  readonly untilAgreed?: 'receipt';
}

/**
 * What the hub may tell it of its own accord. That somebody there is a registered professional is the request's own word:
 * it counts only where the agreement with the organisation names professionals.
 */
const tellingTo = (kind: ReferrerKind, sender: Standing): Referrer => {
  const isCare = givesDirectCare(sender.kind);
  const isVouched = kind === 'professional' && sender.agreement?.refersAs === 'professional';
  return { kind, hears: mayHear(sender), ...(isCare || isVouched ? {} : { untilAgreed: 'receipt' }) };
};

/** As whom the people at an organisation may refer; the first is meant where the request does not say. */
const refersAs: Readonly<Record<ParticipantKind, readonly [] | readonly [ReferrerKind, ...ReferrerKind[]]>> = {
  practice: ['practice', 'professional', 'friend-or-relative', 'self'],
  council: ['council-officer', 'professional', 'friend-or-relative', 'self'],
  voluntary: ['group', 'friend-or-relative', 'self'],
  // It writes down what others ask of it by telephone.
  coordinator: ['professional', 'practice', 'council-officer', 'group', 'friend-or-relative', 'self'],
  commissioner: [],
  'measure-provider': [],
  companion: [],
};

const where = 'ServiceRequest.extension';

/** The kind that the sender wrote down, by our code or by one of SNOMED; `unknown` where neither is known. */
const kindIn = (request: ServiceRequest): ReferrerKind | 'unknown' | undefined => {
  const said = request.extension?.find((e) => e.url === ukCore.sourceOfRequest)?.valueCodeableConcept;
  if (said === undefined) return undefined;
  for (const { system, code = '' } of said.coding ?? []) {
    if (system === systems.referrerKind && isReferrerKind(code)) return code;
    if (system === systems.snomed) {
      const [kind] = Object.entries(referrerKinds).find(([, { snomed }]) => snomed.some((s) => s === code)) ?? [];
      if (kind !== undefined && isReferrerKind(kind)) return kind;
    }
  }
  return 'unknown';
};

/** Who refers: as the request says, if somebody at that organisation can be it; where it says nothing, as the organisation is. */
export const checkReferrer = (
  request: ServiceRequest,
  sender: Standing,
): Result<{ readonly referrer: Referrer; readonly warnings: readonly Refusal[] }> => {
  const possible = refersAs[sender.kind];
  const [first] = possible;
  if (first === undefined) return refuse('role-may-not');
  const said = kindIn(request);
  if (said === undefined || said === 'unknown') {
    const diagnostics = `The kind of referrer is not one that Handover knows: ${first} is assumed.`;
    const warnings: Refusal[] = said ? [{ code: 'unknown-code', expression: where, diagnostics }] : [];
    return ok({ referrer: tellingTo(first, sender), warnings });
  }
  return possible.some((kind) => kind === said)
    ? ok({ referrer: tellingTo(said, sender), warnings: [] })
    : refuse('invalid-input', {
        expression: where,
        diagnostics: `Your organisation refers as ${possible.join(', ')}; this says ${said}.`,
      });
};

/** As it stands on T1. */
export const referrerExtension = ({ kind, hears, untilAgreed }: Referrer): NonNullable<Task['extension']>[number] => ({
  url: extensions.referrer,
  extension: [
    { url: 'kind', valueCode: kind },
    { url: 'hears', valueCode: hears },
    ...(untilAgreed ? [{ url: 'until-agreed', valueCode: untilAgreed }] : []),
  ],
});

/** Read from T1. What was stored before kinds were known is of a practice. */
export const referrerOn = (task: Task): Referrer => {
  const parts = task.extension?.find((e) => e.url === extensions.referrer)?.extension;
  const codeOf = (name: string): string => parts?.find((e) => e.url === name)?.valueCode ?? '';
  const kind = codeOf('kind');
  return {
    kind: isReferrerKind(kind) ? kind : 'practice',
    hears: codeOf('hears') === 'status' ? 'status' : 'outcome',
    ...(codeOf('until-agreed') === 'receipt' ? { untilAgreed: 'receipt' } : {}),
  };
};
