import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { invitationsOf, invitationView } from '../../mappings/partner/invitation.ts';
import { meetingPaths } from '../domain/meetings/meeting-faults.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import type { RequestIdentity } from '../usecases/ports.ts';
import type { Actions } from './plans.ts';
import type { Mine, PartnerPorts } from './ports.ts';
import { partOf } from './request-key.ts';
import { startingFrom } from './starting-from.ts';

interface Command {
  readonly mine: Mine;
  readonly actor: Actor;
  readonly identity: RequestIdentity;
  readonly actions: Actions;
  readonly ifMatch?: number;
}

/** Does what was planned and answers the invitation as it stands: a repeat shows no more than a read at that moment. */
export const act =
  (ports: Pick<PartnerPorts, 'ledger' | 'clock' | 'pause'>) =>
  async ({ mine, actor, identity, actions, ifMatch }: Command): Promise<Result<Invitation>> => {
    const { loaded, onward, tier } = mine;
    const id = onward.task.id ?? '';
    const act = actOnReferral({ ...ports, ledger: startingFrom(loaded, ports.ledger) });
    let referral = loaded.referral;
    for (const [n, action] of actions.entries()) {
      const isLast = n === actions.length - 1;
      const done = await act({
        referral: referral.id,
        actor,
        action,
        request: isLast ? identity : partOf(identity, String(n)),
        ...(n === 0 && ifMatch !== undefined ? { ifMatch: { type: 'Task', id, version: ifMatch } } : {}),
      });
      if (!done.ok) return withoutDetail(done.refusals);
      referral = done.value.referral;
    }
    const after = invitationsOf(referral, actor.organisation).find((o) => o.task.id === id);
    return after ? ok(invitationView({ referral, onward: after, tier, now: ports.clock() })) : refuse('not-found');
  };

/** The fields of a meeting that the domain refuses: those that its FHIR form keeps together were read by their schema. */
const pointers: readonly (readonly [string, string])[] = [
  [meetingPaths.start, '/start'],
  [meetingPaths.end, '/end'],
];

/**
 * What the domain says in its diagnostics are words of FHIR, and ids that a group does not know; of a time it is a
 * sentence about days.
 */
const inPlainWords = ({ code, expression, diagnostics }: Refusal): Refusal => {
  const pointer = pointers.find(([path]) => path === expression)?.[1];
  return pointer === undefined ? { code } : { code, expression: pointer, ...(diagnostics ? { diagnostics } : {}) };
};

const withoutDetail = (refusals: readonly Refusal[]): Result<never> =>
  refuseAll(refusals.map(inPlainWords)) ?? refuse('not-found');
