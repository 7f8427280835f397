import { thisArea } from '../../contracts/areas/this-area.ts';
import type { Notify } from '../../functions/delivery/organiser/notify.ts';
import { ringOpen } from '../../functions/delivery/organiser/ring-open.ts';
import { sendAsked } from '../../functions/delivery/organiser/send-asked.ts';
import { openOf } from '../../functions/delivery/organiser/waiting.ts';
import { keyedHash } from '../../functions/runtime/hash.ts';
import { codeRows } from '../../functions/views/code-rows.ts';
import type { GroupHub } from './group-hub.ts';

/** As a page of the coordinator asks it, through the queue. */
export const asking = (one: GroupHub, notify: Pick<Notify, 'send'> = one.ports.toOrganisers.notify) =>
  sendAsked({
    ...{ participantNow: one.ports.participantNow, ledger: one.ledger, notify },
    ...{ sent: one.ports.toOrganisers.sent, ring: one.ports.toOrganisers.ring },
    askedByText: one.ports.toOrganisers.askedByText,
    ringOpen: ringOpen({
      ...{ ...one, open: (group: string) => openOf(one.views, group), ring: one.ports.toOrganisers.ring },
      clock: one.now,
      nobody: () => undefined,
    }),
    ...{ links: one.links, codes: codeRows(one.views), hash: async () => keyedHash('of this test') },
    ...{
      token: one.ports.toOrganisers.token,
      clock: one.now,
      publicUrl: 'https://hub.example',
      service: thisArea.service,
    },
  });
