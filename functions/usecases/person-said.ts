import type { GoAgain } from '../../contracts/lifecycle/person-messages.ts';
import { decideAsHub } from '../domain/decide/decide-as-hub.ts';
import { hub } from '../domain/hub.ts';
import { type ActPorts, actWith } from './act-with.ts';

interface Said {
  readonly referral: string;
  readonly goAgain: GoAgain;
  /** What brought it, so that a repeat is known: the id of the text message. */
  readonly by: string;
}

/** The person answered "would you go again?" themself. false: others wrote at the same moment; it is to be tried again. */
export const personSaid =
  (ports: ActPorts) =>
  async ({ referral, goAgain, by }: Said): Promise<boolean> => {
    const id = ['person-said', by].join('.');
    const acted = await actWith(decideAsHub)(ports)({
      ...{ referral, actor: hub, request: { id, correlation: id, bodyHash: `${id}.${goAgain}` } },
      action: { kind: 'person-said', goAgain },
    });
    if (!acted.ok && acted.refusals[0].code !== 'busy')
      throw new Error(`The hub may not write down what a person said: ${acted.refusals[0].code}`);
    return acted.ok;
  };
