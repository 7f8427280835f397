import { type Obligation, obligations } from '../domain/owed/obligations.ts';
import { doneAsHub } from './act-as-hub.ts';
import { type MovePorts, moveOn } from './move-on.ts';
import type { Loaded } from './ports.ts';

/**
 * Reminds whoever owes something in a referral whose time has come, by the same use case as a person's action. The
 * ledger is read again first, and the request id is made from what is due and as of when: two sweeps do nothing twice (DESIGN 6).
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
    for (const obligation of due) await chase(ports, loaded, obligation);
    return due;
  };

const chase = async (
  ports: MovePorts,
  { referral: { id: referral }, head }: Loaded,
  obligation: Obligation,
): Promise<void> => {
  const { what, task, due, about } = obligation;
  if (what === 'move-on' && (await moveOn(ports, referral, obligation))) return;
  // Where somebody acted at the same moment, the next sweep sees what they left.
  await doneAsHub(ports, {
    ...{ referral, action: { kind: 'chase', obligation: what, task, due, ...(about ? { about } : {}) } },
    // What was put off while the person was away is due anew, and may be due at an instant at which it was reminded of before.
    as: [what, task, due, ...(about ? [about] : []), String(head.version)],
  });
};
