import { obligations } from '../domain/owed/obligations.ts';
import { coordinatorOf } from '../domain/parties.ts';
import type { Actor, Referral } from '../domain/referral.ts';
import { referenceOf } from '../domain/request/reference.ts';
import { ok, type Refusal, type Result, refuse } from '../domain/result.ts';
import { assigneeOf } from '../domain/tasks/assignee.ts';
import { actOnReferral } from './act-on-referral.ts';
import type { ActPorts } from './act-with.ts';
import type { Participants, RequestIdentity } from './ports.ts';

interface CaseloadPorts extends ActPorts {
  readonly participants: Participants;
  /** Every referral that may be the coordinator's; which are, the ledger says. */
  readonly referrals: () => AsyncIterable<string>;
}

interface HandOver {
  /** Acts for the coordinator. */
  readonly actor: Actor;
  /** Staff codes. Who hands over may have left already; who takes over is on the roster. */
  readonly from: string;
  readonly to: string;
  /** Names this hand-over: repeated with the same one, it goes on where it stopped and does nothing twice. */
  readonly key: string;
  readonly correlation: string;
}

interface HandedOver {
  readonly referral: string;
  readonly reference: string;
  /**
   * `given-on-since`: with this key it was handed over before, and is another's by now: a new key hands it over anew.
   * `unreadable`: its ledger could not be read, or did not answer. It may be of this caseload; the others went on.
   */
  readonly came: 'handed-over' | 'given-on-since' | 'unreadable' | Refusal['code'];
}

/**
 * A caseload in one step (issue 5): everything open that is the one person's becomes the other's. Each referral is an action
 * of its own with request id `<key>/<referral>` (DESIGN 7), and the answer lists each.
 */
export const handOverCaseload =
  (ports: CaseloadPorts) =>
  async ({ actor, from, to, key, correlation }: HandOver): Promise<Result<readonly HandedOver[]>> => {
    const coordinator = await ports.participants.organisation(actor.organisation);
    const taker = coordinator?.staff?.find(({ code }) => code === to);
    if (!taker)
      return refuse('invalid-input', { expression: '/to', diagnostics: `Nobody on the roster has the code ${to}.` });
    if (from === to) return refuse('invalid-input', { expression: '/to', diagnostics: 'It is theirs already.' });
    const handed: HandedOver[] = [];
    for await (const referral of ports.referrals()) {
      const id = `${key}/${referral}`;
      const request = { id, correlation, bodyHash: `${from} ${to}` };
      const one = await handOver(ports, { referral, actor, from, taker, request }).catch(
        (): HandedOver => ({ referral, reference: referenceOf(referral), came: 'unreadable' }),
      );
      if (one) handed.push(one);
    }
    return ok(handed);
  };

interface One {
  readonly referral: string;
  readonly actor: Actor;
  readonly from: string;
  readonly taker: { readonly code: string; readonly name: string };
  readonly request: RequestIdentity;
}

/** undefined: it is none of this caseload. */
const handOver = async (
  ports: CaseloadPorts,
  { referral, actor, from, taker, request }: One,
): Promise<HandedOver | undefined> => {
  const { code, name } = taker;
  const reference = referenceOf(referral);
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request },
    action: (state) =>
      ok(
        isCaseOf(state, actor.organisation, from)
          ? { kind: 'assign', task: state.task.id ?? '', assignee: { code, name } }
          : [],
      ),
  });
  if (!acted.ok) {
    const [{ code: why }] = acted.refusals;
    // Another organisation's, or nothing of this person's.
    return why === 'not-found' ? undefined : { referral, reference, came: why };
  }
  const stands = assigneeOf(acted.value.referral.task)?.code === code;
  return acted.value.wrote ? { referral, reference, came: stands ? 'handed-over' : 'given-on-since' } : undefined;
};

/** Open: something is owed. What is over stays with whom it was. */
const isCaseOf = (referral: Referral, coordinator: string, person: string): boolean =>
  coordinatorOf(referral) === coordinator &&
  assigneeOf(referral.task)?.code === person &&
  obligations(referral).length > 0;
