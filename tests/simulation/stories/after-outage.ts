import { referralOf } from '../../../infra/local/demo/peer/fhir.ts';
import type { Practice } from '../county/practice.ts';
import type { Desk } from '../county/wellbeing.ts';
import type { Agenda } from '../harness/agenda.ts';
import { nextLook } from '../harness/working-time.ts';

interface After {
  readonly desk: Desk;
  readonly practice: Practice;
  readonly agenda: Agenda;
  readonly now: () => number;
}

/** Working days on which somebody looks: the hub gives up hours before the practice is back, and reminds a day later. */
const looks = 5;

/**
 * After a practice was away for long, somebody of the service reads on their own list what the hub could not send, because
 * the hub reminded them of it, and rings. What has come meanwhile needs no telephone, unless they are reminded again.
 */
export const ringRound = async ({ desk, practice, agenda, now }: After): Promise<void> => {
  const done = new Set<string>();
  const reminded = new Set<string>();
  for (let day = 0; day < looks; day += 1) {
    await agenda.until(nextLook(now()));
    for (const { id = '', sent } of desk.remindedOf('tell-otherwise')) {
      if (done.has(id)) continue;
      done.add(id);
      const referral = referralOf(id);
      // What was written after the reminder is on its way. What they have all the same, the hub may never have heard of.
      for (const message of await desk.unread(`${referral}.t1`))
        if (String(message.sent) < String(sent) && (reminded.has(referral) || !practice.hasMessage(message.id ?? '')))
          await desk.ring(message);
      reminded.add(referral);
    }
  }
};
