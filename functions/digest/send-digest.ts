import { isWorkingDayFrom, today } from '../domain/calendar.ts';
import type { Clock, Participants } from '../usecases/ports.ts';
import type { Counts } from '../views/attention.ts';
import type { SendMail } from './mailer.ts';
import type { SentDigests } from './sent-digests.ts';
import { mailOf } from './words.ts';

interface DigestPorts {
  readonly participants: Participants;
  readonly counts: (organisation: string, now: string) => Promise<Counts>;
  readonly digests: SentDigests;
  readonly send: SendMail;
  readonly clock: Clock;
  /** The hub's own address, without a slash at its end. */
  readonly publicUrl: string;
}

/** What came of it; `not-now`: no working day, or not yet 08:00 in England. */
type Digest = 'sent' | 'sent-before' | 'no-address' | 'not-now';

const hour = '08:00';

/**
 * The counts of the day, once, to the address that a coordinator has for them. Whoever sends it and dies in between leaves
 * it to the next time of the schedule: an e-mail twice is better than none, and nothing else makes it come twice.
 */
export const sendDigest =
  ({ participants, counts, digests, send, clock, publicUrl }: DigestPorts) =>
  async (organisation: string): Promise<Digest> => {
    const now = clock();
    if (!isWorkingDayFrom(now, hour)) return 'not-now';
    const participant = await participants.organisation(organisation);
    if (!participant?.digest || !participant.active) return 'no-address';
    const day = today(now);
    if (!(await digests.claim(organisation, day, now))) return 'sent-before';
    const said = { counts: await counts(organisation, now), name: participant.name, day, list: `${publicUrl}/overdue` };
    await send(participant.digest, mailOf(said));
    await digests.sent(organisation, day, now);
    return 'sent';
  };
