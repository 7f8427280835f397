import * as z from 'zod/mini';
import { capacityStore } from '../../directory/capacity-store.ts';
import { tokenOf } from '../../identity/links/token.ts';
import { readSecret } from '../../runtime/secret.ts';
import { changeOrganiser } from '../../usecases/change-organiser.ts';
import type { ParticipantRegister } from '../../usecases/participant-register.ts';
import type { Clock } from '../../usecases/ports.ts';
import type { Views } from '../../views/index-page.ts';
import { linkRows } from '../../views/link-rows.ts';
import { sentDocuments } from '../../views/sent-documents.ts';
import { notifyClient } from './notify.ts';
import type { ToOrganisers } from './ports.ts';
import { enterSaid } from './said.ts';

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
  readonly linkSecretId: string;
  readonly notifyUrl: string;
  readonly notifySecretId: string;
}

/** As they are deployed. */
export const deployedToOrganisers = (by: Deployed) => {
  const { views, register, clock, forget, allowedPrivateOrigins } = by;
  const said = enterSaid({
    ...{ organiser: changeOrganiser({ register, clock }), room: capacityStore(by.directory), forget },
  });
  const ports: ToOrganisers = {
    notify: notifyClient({
      ...{ url: by.notifyUrl, clock, allowedPrivateOrigins },
      secret: async () => notifySecret.parse(JSON.parse(await readSecret(by.notifySecretId))),
    }),
    take: linkRows(views).take,
    sent: sentDocuments(views),
    token: async (link, organisation, { since }) =>
      tokenOf(await readSecret(by.linkSecretId), link, { organisation, since }),
    returned: (organisation, { since }) => said({ organisation, since, kind: 'returned' }),
  };
  return { ports, said };
};
