import { type CapacityFact, capacityNow } from '../domain/directory/capacity.ts';
import type { Obligation } from '../domain/owed/obligations.ts';
import { findTask } from '../domain/parties.ts';
import { organisationOf } from '../domain/referral.ts';
import { actAsHub } from './act-as-hub.ts';
import type { ActPorts } from './act-with.ts';
import { askedOwner } from './asked-owner.ts';
import type { Participants } from './ports.ts';

export interface MovePorts extends ActPorts {
  readonly participants: Pick<Participants, 'organisation'>;
  /** What an organisation last said of its room. */
  readonly room: (organisation: string) => Promise<CapacityFact | undefined>;
}

/** Whoever said that they are full is offered nobody by the hub until they reopen (issue 9). */
const ownerWithRoom = async (ports: MovePorts, owner: Parameters<typeof organisationOf>[0]) => {
  const asked = await askedOwner(ports, owner);
  const said = await ports.room(organisationOf(owner) ?? '');
  return capacityNow(said, ports.clock()) === 'full' ? { ...asked, ownerNotAsked: 'full' as const } : asked;
};

/**
 * Asks the next group that the person chose; where it may not be asked now (full, paused, switched off, on hold, a permission that was withdrawn)
 * that is a person's from then on, and why. false: neither, and the coordinator is reminded as of anything else.
 */
export const moveOn = async (
  ports: MovePorts,
  referral: string,
  { task, due, chased }: Obligation,
): Promise<boolean> => {
  if (chased > 0) return false;
  const loaded = await ports.ledger.load(referral);
  const draft = loaded && findTask(loaded.referral, task)?.task;
  if (draft?.status !== 'draft') return false;
  const action = { kind: 'move-on', task, owner: await ownerWithRoom(ports, draft.owner) } as const;
  const acted = await actAsHub(ports, { referral, action, as: [task, due] });
  // Others wrote at the same moment: the next sweep tries it again.
  if (!acted.ok && acted.refusals[0].code === 'busy') return true;
  return acted.ok && acted.value.wrote;
};
