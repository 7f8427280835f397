import { decideAsHub } from '../domain/decide/decide-as-hub.ts';
import { hub } from '../domain/hub.ts';
import { type ActPorts, actWith } from './act-with.ts';

export interface Waiting {
  readonly referral: string;
  /** Id of the Communication. */
  readonly message: string;
  /** The version of the referral in which it was found that it waits. */
  readonly version: number;
}

/**
 * A message that must wait (issue 5 item 5) is an item for a person, as a version of the referral. It may be released and
 * have to wait again, so the request id says as of when. false: others wrote at the same moment; it is to be tried again.
 */
export const holdMessage =
  (ports: ActPorts) =>
  async ({ referral, message, version }: Waiting): Promise<boolean> => {
    const id = `hold.${message}.${version}`;
    const acted = await actWith(decideAsHub)(ports)({
      referral,
      actor: hub,
      request: { id, correlation: id, bodyHash: id },
      action: { kind: 'hold-message', communication: message },
    });
    if (!acted.ok && acted.refusals[0].code !== 'busy')
      throw new Error(`The hub may not hold a message: ${acted.refusals[0].code}`);
    return acted.ok;
  };
