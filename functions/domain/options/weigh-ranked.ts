import { mostOptions } from '../../../contracts/directory/capacity.ts';
import type { NotOffered } from '../../../contracts/directory/not-offered.ts';
import { today } from '../calendar.ts';
import type { Ask, Known } from '../directory/ask.ts';
import { askedBefore } from '../directory/ask-for.ts';
import type { Entry } from '../directory/entry.ts';
import { explain } from '../directory/explain.ts';
import { fitOf, type Unfit } from '../directory/fit.ts';
import { successorOf } from '../directory/successor.ts';
import { names } from '../permission/permission.ts';
import { organisationOf, type Referral } from '../referral.ts';
import { grownUp, hasReached } from '../request/age.ts';
import { consideredOf } from '../tasks/risks-considered.ts';
import { declinedOptions, optionName } from './declined.ts';

/** One service of a list that somebody else ranked, in their order: why it is not for this person now, or why it is. */
export interface Weighed {
  /** As it was named: a key of the directory, or nothing that the directory has. */
  readonly service: string;
  readonly entry?: Entry;
  readonly not?: NotOffered;
  /** What has taken the place of one that is closed. */
  readonly successor?: Entry;
  /** What speaks for it, in one line. */
  readonly why?: string;
}

/** Whoever ranked chose what for, and how one meets it: neither is judged here, and a tool cannot know what is said of the group. */
const notFor: Readonly<Record<Unfit, NotOffered | undefined>> = {
  ...{ closed: 'closed', 'too-young': 'too-young', 'too-old': 'too-old', 'too-far': 'too-far', full: 'full' },
  ...{ 'switched-off': 'switched-off', 'said-no': 'asked-before', 'other-need': undefined, 'other-way': undefined },
};

/** The person objects to the group for anything, and permitted nothing there since: with whom they do not want to be. */
const isObjected = ({ consents }: Referral, partner: string): boolean => {
  const last = consents
    .filter((consent) => consent.status === 'active' && names(consent, partner))
    .toSorted((a, b) => Number(a.meta?.versionId ?? 0) - Number(b.meta?.versionId ?? 0))
    .at(-1);
  return last?.provision?.type === 'deny';
};

/** What only this referral knows, and no directory. */
const notHere = (referral: Referral, { partner, ...entry }: Entry, known: Known): NotOffered | undefined => {
  if (declinedOptions(referral).includes(optionName(entry))) return 'not-wanted';
  if (partner === undefined) return undefined;
  if (isObjected(referral, partner)) return 'objected';
  const ofIt = referral.onward.filter(({ task }) => organisationOf(task.owner) === partner);
  if (ofIt.some(({ task }) => consideredOf(task)?.judgement === 'not-suitable')) return 'not-suitable';
  if (askedBefore(referral).has(partner)) return 'asked-before';
  const isChild = hasReached(grownUp, referral.patient.birthDate ?? '', today(known.now)) === false;
  return isChild && !known.isChecked?.({ ...entry, partner }) ? 'not-checked-for-minors' : undefined;
};

interface Weighing {
  readonly entries: readonly Entry[];
  readonly referral: Referral;
  /** Without needs: those are whoever ranked's. */
  readonly ask: Ask;
  readonly known: Known;
}

const weighOne = (service: string, { entries, referral, ask, known }: Weighing): Weighed => {
  const entry = entries.find(({ key }) => key === service);
  if (!entry) return { service, not: 'unknown-service' };
  const fit = fitOf(entry, { ...ask, needs: [] }, known);
  const not = notHere(referral, entry, known) ?? (typeof fit === 'string' ? notFor[fit] : undefined);
  const successor = successorOf(entries, entry);
  return {
    ...{ service, entry },
    ...(not === undefined ? {} : { not }),
    ...(successor ? { successor } : {}),
    ...(typeof fit === 'string' ? {} : { why: explain(fit, { ...ask, needs: [] }, known) }),
  };
};

/** In the order of whoever ranked. At most five may be shown to a person at once (issue 9, 3), also of what came from outside. */
export const weighRanked = (services: readonly string[], weighing: Weighing): readonly Weighed[] => {
  let offered = 0;
  return services.map((service) => {
    const weighed = weighOne(service, weighing);
    if (weighed.not !== undefined) return weighed;
    offered += 1;
    return offered > mostOptions ? { ...weighed, not: 'after-five' } : weighed;
  });
};
