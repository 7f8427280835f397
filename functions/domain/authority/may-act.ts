import type { Deed } from '../../../contracts/authority/deeds.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import type { Action, UpdateTask } from '../decide/actions.ts';
import { hub } from '../hub.ts';
import { findTask, roleOf } from '../parties.ts';
import type { Actor, Referral } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { senderOf } from '../said/correspondence.ts';
import { type Authority, authorityIn, may } from './authority.ts';

type Party = ReturnType<typeof roleOf>;
interface Asking extends Pick<Actor, 'as'> {
  readonly party: Party;
}

/** Which kind of deed an action is, where that does not depend on who asks; a partner's are all its part. */
const deeds: Readonly<Record<Exclude<Action['kind'], 'update-task'>, Deed | 'hub'>> = {
  'request-onward': 'ask-partner',
  'ask-companion': 'ask-partner',
  ...{ 'name-meeting': 'work', 'cancel-meeting': 'work', 'record-result': 'work', record: 'work' },
  ...{ 'request-abort': 'end', 'revise-request': 'end', 'add-need': 'refer' },
  ...{ correspond: 'message', 'take-back': 'message', acknowledge: 'acknowledge', open: 'acknowledge' },
  ...{ 'correct-contact': 'correct-contact', assign: 'assign' },
  ...{ 'report-circumstance': 'report', 'settle-circumstance': 'work' },
  ...{ 'record-permission': 'permit', 'recall-copy': 'permit', 'take-copy': 'work' },
  ...{ 'ask-call': 'report', link: 'work', 'record-measure': 'measure', 'own-page': 'permit', 'keep-ranked': 'work' },
  'break-glass': 'break-glass',
  ...{ chase: 'hub', 'record-delivery': 'hub', 'hold-message': 'hub', 'move-on': 'hub', 'ring-group': 'hub' },
  'drop-companion': 'hub',
  ...{ 'group-rung': 'work' },
};
const partsOfPartner: readonly Action['kind'][] = [
  ...(['name-meeting', 'cancel-meeting', 'record-result', 'request-abort', 'open'] as const),
];

/** Where a Task goes and who may move it there is the transition table's; here only what kind of move it is. */
const deedOfMove = (referral: Referral, { task, to }: UpdateTask, party: Party): Deed => {
  if (party === 'partner') return 'take-part';
  if (party === 'companion') return 'go-along';
  const level = findTask(referral, task)?.level;
  if (party === 'coordinator') {
    if (level === 'onward') return 'ask-partner';
    return level === 'referral' && isTerminal(to) ? 'close' : 'work';
  }
  return level === 'abort' || isTerminal(to) ? 'end' : 'refer';
};

/** What only the person can know of their own going, said by themself: an answer to a meeting, or no to an option. */
const isOwnWord = (referral: Referral, action: Action): boolean =>
  action.kind === 'record-result' ||
  (action.kind === 'update-task' && action.to === 'cancelled' && findTask(referral, action.task)?.level === 'onward');

const deedOf = (referral: Referral, action: Action, { party, as = [] }: Asking): Deed | 'hub' => {
  if (as.includes('person') && isOwnWord(referral, action)) return 'speak-for-oneself';
  if (action.kind === 'update-task') return deedOfMove(referral, action, party);
  if (party === 'partner' && partsOfPartner.includes(action.kind)) return 'take-part';
  // Kept because they are shown it.
  if (party === 'partner' && action.kind === 'take-copy') return 'see-invitation';
  return deeds[action.kind];
};

/** About what a referrer never sees, and a partner only sees of its own. */
const ofOnward: readonly Action['kind'][] = [
  'name-meeting',
  'cancel-meeting',
  'record-result',
  'take-copy',
  'ask-companion',
];

/** Of what a partner did not write itself it is not told that it is there. */
const isSeenByPartner = (referral: Referral, action: Action, { organisation }: Actor): boolean =>
  action.kind === 'settle-circumstance' &&
  referral.communications.some((c) => c.id === action.communication && senderOf(c) === organisation);

/** Who would learn from it that there is something is told that there is nothing. */
const refusalOf = (
  referral: Referral,
  { whose, roles }: Authority,
  { actions, actor }: { readonly actions: readonly Action[]; readonly actor: Actor },
): Refusal => {
  const party = roleOf(referral, actor.organisation);
  const isSeen = (action: Action): boolean =>
    party === 'partner'
      ? isSeenByPartner(referral, action, actor)
      : party === 'coordinator' || (party !== 'companion' && !ofOnward.includes(action.kind));
  if (whose === 'other' || party === undefined || !actions.every(isSeen)) return { code: 'not-found' };
  return { code: roles.length > 1 ? 'role-may-not' : 'not-yours-to-change' };
};

/** Why these may not be done by this actor, before it is asked whether they can be; undefined: they may. */
export const whyMayNot = (referral: Referral, actions: readonly Action[], actor: Actor): Refusal | undefined => {
  if (actor.client === hub.client) return undefined;
  const authority = authorityIn(referral, actor);
  const party = roleOf(referral, actor.organisation);
  const asked = actions.map((action) => deedOf(referral, action, { ...actor, party }));
  if (asked.includes('hub')) return { code: 'not-found' };
  if (asked.length === 0) return authority.whose === 'own' ? undefined : { code: 'not-found' };
  return asked.every((deed) => deed !== 'hub' && may(authority, deed))
    ? undefined
    : refusalOf(referral, authority, { actions, actor });
};

/**
 * Whether this actor may change anything of what it sees: who may not is told so before a version that it may not know is
 * compared with its own.
 */
export const mayChange = (referral: Referral, actor: Actor): boolean => {
  const authority = authorityIn(referral, actor);
  // A council or group that referred takes part in nothing here: only one that was asked does.
  const part = roleOf(referral, actor.organisation) === 'partner' ? (['take-part'] as const) : [];
  return [...(['correct-contact', 'end', 'work'] as const), ...part].some((deed) => may(authority, deed));
};
