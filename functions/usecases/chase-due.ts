import { decideAsHub } from '../domain/decide/decide-as-hub.ts';
import { hub } from '../domain/hub.ts';
import { type Obligation, obligations } from '../domain/owed/obligations.ts';
import { actWith } from './act-with.ts';
import { type MovePorts, moveOn } from './move-on.ts';

/**
 * Reminds whoever owes something in a referral whose time has come, by the same use case as a person's action. The
 * ledger is read again first, and the request id is made from what is due: two sweeps do nothing twice (DESIGN 6).
 * Answers what was due; nothing, when whoever asked had an old view.
 */
export const chaseDue =
  (ports: MovePorts) =>
  async (referral: string): Promise<readonly Obligation[]> => {
    const loaded = await ports.ledger.load(referral);
    if (!loaded) return [];
    const now = ports.clock();
    const due = obligations(loaded.referral).filter((obligation) => obligation.due <= now);
    // One after another: each is a version of the same ledger.
    for (const obligation of due) await chase(ports, referral, obligation);
    return due;
  };

const chase = async (ports: MovePorts, referral: string, obligation: Obligation): Promise<void> => {
  const { what, task, due, about } = obligation;
  if (what === 'move-on' && (await moveOn(ports, referral, obligation))) return;
  const id = ['chase', what, task, due, ...(about ? [about] : [])].join('.');
  const acted = await actWith(decideAsHub)(ports)({
    referral,
    actor: hub,
    request: { id, correlation: id, bodyHash: id },
    action: { kind: 'chase', obligation: what, task, due, ...(about ? { about } : {}) },
  });
  // Somebody acted at the same moment: the next sweep sees what they left.
  if (!acted.ok && acted.refusals[0].code !== 'busy')
    throw new Error(`The hub may not chase: ${acted.refusals[0].code}`);
};
