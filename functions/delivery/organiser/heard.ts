import { isPending } from '../../views/happened.ts';
import { settleSent } from '../document/settle-sent.ts';
import type { DeliveryPorts } from '../ports.ts';
import { verdictOnStatus } from './notify-outcome.ts';
import type { NotifyStatus } from './notify-status.ts';
import { ringAbout } from './ring-about.ts';

/** Settles the row of a message as any try is settled; what nobody knows (any more) changes nothing. */
export const heardOfNotify =
  (ports: DeliveryPorts) =>
  async ({ reference, status }: NotifyStatus): Promise<void> => {
    const to = await ports.toOrganisers.sent.find(reference);
    if (!to) return;
    const row = (await ports.rows.read(to.referral)).find(({ sk }) => sk === to.sk);
    const organiser = row && (await ports.participantNow(row.organisation))?.organiser;
    // Only what says for good that nobody is there: a mailbox may be full for three days.
    if (organiser && status === 'permanent-failure') {
      await ports.toOrganisers.returned(row.organisation, organiser);
      await ringAbout(ports, row, 'returned');
    }
    await settleSent(ports, to, {
      way: 'notify',
      verdict: verdictOnStatus[status],
      isNews: (standing) =>
        (standing.link ?? standing.person) !== undefined && (isPending(standing) || standing.outcome === 'sent'),
    });
  };
