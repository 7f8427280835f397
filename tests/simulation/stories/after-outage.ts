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
 * the hub reminded them of it, and rings. What has come meanwhile needs no telephone.
 */
export const ringRound = async ({ desk, practice, agenda, now }: After): Promise<void> => {
  const done = new Set<string>();
  for (let day = 0; day < looks; day += 1) {
    await agenda.until(nextLook(now()));
    for (const { id = '', sent } of desk.remindedOf('tell-otherwise')) {
      if (done.has(id)) continue;
      done.add(id);
      // What was written after the reminder is on its way.
      for (const message of await desk.unread(`${referralOf(id)}.t1`))
        if (String(message.sent) < String(sent) && !practice.hasMessage(message.id ?? '')) await desk.ring(message);
    }
  }
};
