import type { Organiser } from '../../domain/organiser.ts';
import { isPending } from '../../views/happened.ts';
import type { Row } from '../../views/row.ts';
import { settleSent } from '../document/settle-sent.ts';
import type { DeliveryPorts } from '../ports.ts';
import { verdictOnStatus } from './notify-outcome.ts';
import type { NotifyStatus } from './notify-status.ts';
import { ringAbout } from './ring-about.ts';

/** Only what says for good that nobody is there makes a contact doubtful: a mailbox may be full for three days. */
const fromOrganiser = async (
  ports: DeliveryPorts,
  row: Row,
  organiser: Organiser,
  { status, isCode }: Pick<NotifyStatus, 'status'> & { readonly isCode: boolean },
): Promise<void> => {
  if (status === 'permanent-failure') {
    await ports.toOrganisers.returned(row.organisation, organiser);
    await ringAbout(ports, row, 'returned');
  } else if (isCode && status !== 'delivered') await ringAbout(ports, row, 'not-sent');
};

/** Whether there is room was asked by a link worker, who would wait for an answer: the group is rung. */
const ofRoom = async (
  { participantNow, toOrganisers }: DeliveryPorts,
  group: string,
  since: string | undefined,
  status: NotifyStatus['status'],
): Promise<void> => {
  const organiser = (await participantNow(group))?.organiser;
  if (!organiser || organiser.since !== since || status === 'delivered') return;
  if (status === 'permanent-failure') await toOrganisers.returned(group, organiser);
  await toOrganisers.ringOpen(group, status === 'permanent-failure' ? 'returned' : 'not-sent');
};

/**
 * Settles the row of a message as any try is settled; what nobody knows (any more) changes nothing. What came back from somebody who was
 * followed by another says nothing of the one who is there now, nor of what they were sent.
 */
export const heardOfNotify =
  (ports: DeliveryPorts) =>
  async ({ reference, status }: NotifyStatus): Promise<void> => {
    const to = await ports.toOrganisers.sent.find(reference);
    if (!to) return;
    if (to.room !== undefined) return ofRoom(ports, to.room, to.since, status);
    const row = (await ports.rows.read(to.referral)).find(({ sk }) => sk === to.sk);
    const organiser = row && (await ports.participantNow(row.organisation))?.organiser;
    if (to.since !== undefined && organiser?.since !== to.since) return;
    if (organiser) await fromOrganiser(ports, row, organiser, { status, isCode: to.isCode === true });
    if (to.isCode) return;
    await settleSent(ports, to, {
      way: 'notify',
      verdict: verdictOnStatus[status],
      isNews: (standing) =>
        (standing.link ?? standing.person) !== undefined && (isPending(standing) || standing.outcome === 'sent'),
    });
  };
