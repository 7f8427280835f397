import { meetingPaths } from '../domain/meetings/meeting-faults.ts';
import type { Actor } from '../domain/referral.ts';
import { type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import type { Acted } from '../usecases/act-with.ts';
import type { RequestIdentity } from '../usecases/ports.ts';
import type { Planned } from './plans.ts';
import type { Mine, PartnerPorts } from './ports.ts';
import { startingFrom } from './starting-from.ts';

interface Command {
  readonly mine: Mine;
  readonly actor: Actor;
  readonly identity: RequestIdentity;
  readonly action: Planned;
  readonly ifMatch?: number;
}

/** Does what was planned, as one version. */
export const act =
  (ports: Pick<PartnerPorts, 'ledger' | 'clock' | 'pause'>) =>
  async ({ mine: { loaded, onward }, actor, identity, action, ifMatch }: Command): Promise<Result<Acted>> => {
    const done = await actOnReferral({ ...ports, ledger: startingFrom(loaded, ports.ledger) })({
      referral: loaded.referral.id,
      ...{ actor, action, request: identity },
      ...(ifMatch === undefined ? {} : { ifMatch: { type: 'Task', id: onward.task.id ?? '', version: ifMatch } }),
    });
    return done.ok ? done : withoutDetail(done.refusals);
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
