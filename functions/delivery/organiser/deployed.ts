import * as z from 'zod/mini';
import type { AreaService } from '../../../contracts/areas/area.ts';
import { capacityStore } from '../../directory/capacity-store.ts';
import { numberHash } from '../../identity/links/number-hash.ts';
import { personLink } from '../../identity/links/person-link.ts';
import { tokenOf } from '../../identity/links/token.ts';
import { keyedHash } from '../../runtime/hash.ts';
import { readSecret } from '../../runtime/secret.ts';
import { changeOrganiser } from '../../usecases/change-organiser.ts';
import { dropCompanion } from '../../usecases/drop-companion.ts';
import type { ParticipantRegister } from '../../usecases/participant-register.ts';
import type { Clock, Ledger, Pause } from '../../usecases/ports.ts';
import { ringGroup } from '../../usecases/ring-group.ts';
import { codeRows } from '../../views/code-rows.ts';
import type { Views } from '../../views/index-page.ts';
import { linkRows } from '../../views/link-rows.ts';
import { rowStore } from '../../views/row-store.ts';
import { sentDocuments } from '../../views/sent-documents.ts';
import { textQuestions } from '../../views/text-questions.ts';
import { groupNotRung } from '../reports.ts';
import { leaveAll } from './leave-all.ts';
import { notifyClient } from './notify.ts';
import type { ToOrganisers } from './ports.ts';
import { ringOpen } from './ring-open.ts';
import { enterSaid } from './said.ts';
import { sendAsked } from './send-asked.ts';
import { openOf, sendOnceSure } from './waiting.ts';

const notifySecret = z.object({
  ...{ service: z.string(), key: z.string() },
  templates: z.optional(z.record(z.string(), z.string())),
});

interface Deployed {
  readonly views: Views;
  readonly register: ParticipantRegister;
  readonly clock: Clock;
  readonly forget: (organisation: string) => void;
  readonly allowedPrivateOrigins: readonly string[];
  /** Where the directory keeps what groups say of their room. */
  readonly directory: Parameters<typeof capacityStore>[0];
  readonly ledger: Ledger;
  readonly pause: Pause;
  /** Looks at a referral again. */
  readonly again: (referral: string) => Promise<void>;
  readonly publicUrl: string;
  readonly service: AreaService;
  readonly linkSecretId: string;
  readonly notifyUrl: string;
  readonly notifySecretId: string;
}

/** As they are deployed. */
export const deployedToOrganisers = (by: Deployed) => {
  const { views, register, clock, forget, allowedPrivateOrigins } = by;
  const hash = async () => keyedHash(await readSecret(by.linkSecretId));
  const links = linkRows(views);
  const notify = notifyClient({
    ...{ url: by.notifyUrl, clock, allowedPrivateOrigins },
    secret: async () => notifySecret.parse(JSON.parse(await readSecret(by.notifySecretId))),
  });
  const token: ToOrganisers['token'] = async (link, organisation, { since }) =>
    tokenOf(await readSecret(by.linkSecretId), link, { organisation, since });
  const ring = ringGroup({ ledger: by.ledger, clock, pause: by.pause });
  const ringOne = ringOpen({
    ...{ ledger: by.ledger, open: (organisation: string) => openOf(views, organisation), ring, clock },
    nobody: groupNotRung,
  });
  const texts = textQuestions(views);
  const hashed = numberHash(hash);
  const askedByText: ToOrganisers['askedByText'] = async (number, question) =>
    texts.ask(await hashed(number), question);
  const drop = dropCompanion({ ledger: by.ledger, clock, pause: by.pause });
  const said = enterSaid({
    ...{ leave: leaveAll({ find: links.find, drop }), ringOpen: ringOne },
    sure: sendOnceSure({ views, rows: rowStore(views), again: by.again, clock }),
    ...{ organiser: changeOrganiser({ register, clock }), room: capacityStore(by.directory), forget },
    send: sendAsked({
      ...{
        participantNow: register.organisation,
        ledger: by.ledger,
        notify,
        links,
        codes: codeRows(views),
        ...{ sent: sentDocuments(views), ring, ringOpen: ringOne, askedByText },
        hash,
        token,
      },
      ...{ clock, publicUrl: by.publicUrl, service: by.service },
    }),
  });
  const ports: ToOrganisers = {
    notify,
    ...{ take: links.take, taker: links.taker, giveBack: links.giveBack, find: links.find, token },
    ...{ ring, ringOpen: ringOne, drop },
    ownPage: async (referral) =>
      personLink(referral, { secret: await readSecret(by.linkSecretId), publicUrl: by.publicUrl, now: clock() }),
    askedByText,
    toldByText: async (number, referral) => texts.told(await hashed(number), referral, clock()),
    sent: sentDocuments(views),
    returned: (organisation, { since }) => said({ organisation, since, kind: 'returned' }),
  };
  return { ports, said };
};
