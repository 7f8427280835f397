import type { FhirResource } from 'fhir/r4.js';
import { receipt } from '../hub.ts';
import { keepingShown } from '../measures/as-referrer-sees.ts';
import type { Actor, Referral } from '../referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../result.ts';
import { tellPerson } from '../to-person/make-messages.ts';
import type { Action } from './actions.ts';
import { type Decision, Draft } from './decision.ts';

/** Works out one action upon what those before it left. */
export type Route = (draft: Draft, action: Action, actor: Actor) => Result<void>;

/** Asked before anything is worked out: who may not. The hub's own route asks for itself, and carries no rule of others. */
type WhyMayNot = (referral: Referral, actions: readonly Action[], actor: Actor) => Refusal | undefined;

export type Decide = (
  referral: Referral,
  action: Action | readonly Action[],
  actor: Actor,
  now: string,
) => Result<Decision>;

/**
 * What an action makes of a referral, or every reason why not. Pure. Several are one version, each upon what the one
 * before it left: all of them or none.
 * `now` is the instant of the version that would be written: later than the one before it.
 * An organisation that takes no part hears `not-found`: that a referral exists is itself personal data.
 */
export const decideWith =
  (route: Route, whyMayNot: WhyMayNot = () => undefined): Decide =>
  (referral, action, actor, now) => {
    const draft = new Draft(referral, now);
    const actions = 'kind' in action ? [action] : action;
    const refused = refuseAll([whyMayNot(referral, actions, actor)].filter((why) => why !== undefined));
    if (refused) return refused;
    for (const one of actions) {
      const routed = route(draft, one, actor);
      if (!routed.ok) return routed;
    }
    tellPerson(draft, referral);
    const decision = draft.decide([...new Set(actions.map(nameOf))].join('+'));
    const version = String(referral.version + 1);
    const keeping = keepingShown(referral.task, actions);
    return ok({ ...decision, changed: decision.changed.map((r) => stamp(keeping(r), version, now)) });
  };

/** That a system has it (standards.md 12.2) moves nothing and says nothing more: it is told apart from what people do. */
const nameOf = (action: Action): string => {
  if (action.kind === 'take-copy') return receipt;
  if (action.kind !== 'update-task' || action.to !== 'requested' || action.businessStatus !== 'acknowledged')
    return action.kind;
  return (action.reason ?? action.outputs ?? action.notes) === undefined ? receipt : action.kind;
};

/** `meta.versionId` is the ledger version that last changed a resource. */
export const stamp = (resource: FhirResource, versionId: string, lastUpdated: string): FhirResource => ({
  ...resource,
  meta: { ...resource.meta, versionId, lastUpdated },
});
