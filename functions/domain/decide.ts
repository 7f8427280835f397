import type { FhirResource } from 'fhir/r4.js';
import type { Action } from './actions.ts';
import { decideRequestAbort } from './decide-abort.ts';
import { decideChase } from './decide-chase.ts';
import { decideCancelMeeting, decideNameMeeting } from './decide-meeting.ts';
import { decideAddNeed } from './decide-need.ts';
import { decideRequestOnward } from './decide-onward.ts';
import { decideRecord } from './decide-record.ts';
import { decideRecordResult } from './decide-result.ts';
import { decideReviseRequest } from './decide-revise.ts';
import { type Decision, Draft } from './decision.ts';
import { roleOf } from './parties.ts';
import type { Actor, Referral } from './referral.ts';
import { ok, type Result, refuse } from './result.ts';
import { decideUpdateTask } from './update-task.ts';

/** The hub as an actor: it chases, nothing else. */
export const hub: Actor = { client: 'handover', organisation: 'handover' };

const route = (draft: Draft, action: Action, actor: Actor): Result<void> => {
  switch (action.kind) {
    case 'update-task':
      return decideUpdateTask(draft, action, actor);
    case 'request-onward':
      return decideRequestOnward(draft, action, actor);
    case 'name-meeting':
      return decideNameMeeting(draft, action, actor);
    case 'cancel-meeting':
      return decideCancelMeeting(draft, action, actor);
    case 'record-result':
      return decideRecordResult(draft, action, actor);
    case 'record':
      return decideRecord(draft, action, actor);
    case 'request-abort':
      return decideRequestAbort(draft, action, actor);
    case 'revise-request':
      return decideReviseRequest(draft, action, actor);
    case 'add-need':
      return decideAddNeed(draft, action, actor);
    case 'chase':
      return actor.client === hub.client ? decideChase(draft, action) : refuse('not-found');
  }
};

/**
 * What an action makes of a referral, or every reason why not. Pure. Several are one version, each upon what the one
 * before it left: all of them or none.
 * `now` is the instant of the version that would be written: later than the one before it.
 * An organisation that takes no part hears `not-found`: that a referral exists is itself personal data.
 */
export const decide = (
  referral: Referral,
  action: Action | readonly Action[],
  actor: Actor,
  now: string,
): Result<Decision> => {
  const draft = new Draft(referral, now);
  if (actor.client !== hub.client && roleOf(referral, actor.organisation) === undefined) return refuse('not-found');
  const actions = 'kind' in action ? [action] : action;
  for (const one of actions) {
    const routed = route(draft, one, actor);
    if (!routed.ok) return routed;
  }
  const decision = draft.decide([...new Set(actions.map(({ kind }) => kind))].join('+'));
  const version = String(referral.version + 1);
  return ok({ ...decision, changed: decision.changed.map((r) => stamp(r, version, now)) });
};

/** `meta.versionId` is the ledger version that last changed a resource. */
export const stamp = (resource: FhirResource, versionId: string, lastUpdated: string): FhirResource => ({
  ...resource,
  meta: { ...resource.meta, versionId, lastUpdated },
});
