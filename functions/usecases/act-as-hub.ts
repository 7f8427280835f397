import type { Action } from '../domain/decide/actions.ts';
import { decideAsHub } from '../domain/decide/decide-as-hub.ts';
import { hub } from '../domain/hub.ts';
import type { Result } from '../domain/result.ts';
import { type Acted, type ActPorts, actWith } from './act-with.ts';

interface OfHub {
  readonly referral: string;
  readonly action: Action;
  /** What makes it another than an earlier one of its kind: two who do the same do it once. */
  readonly as: readonly string[];
}

/** What the hub does of itself, as a version of the referral like anybody's. */
export const actAsHub = (ports: ActPorts, { referral, action, as }: OfHub): Promise<Result<Acted>> => {
  const id = [action.kind, ...as].join('.');
  return actWith(decideAsHub)(ports)({ referral, actor: hub, action, request: { id, bodyHash: id } });
};

/** The same of what nobody can refuse it. false: others wrote at the same moment; it is to be tried again. */
export const doneAsHub = async (ports: ActPorts, one: OfHub): Promise<boolean> => {
  const acted = await actAsHub(ports, one);
  if (!acted.ok && acted.refusals[0].code !== 'busy')
    throw new Error(`The hub may not ${one.action.kind}: ${acted.refusals[0].code}`);
  return acted.ok;
};
