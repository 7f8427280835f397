import { doneAsHub } from './act-as-hub.ts';
import type { ActPorts } from './act-with.ts';

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
  ({ referral, message, version }: Waiting): Promise<boolean> =>
    doneAsHub(ports, {
      ...{ referral, action: { kind: 'hold-message', communication: message } },
      as: [message, String(version)],
    });
