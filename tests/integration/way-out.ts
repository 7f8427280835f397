import { randomUUID } from 'node:crypto';
import type { Area } from '../../contracts/areas/area.ts';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { keepAttempt } from '../../functions/audit/of-delivery.ts';
import { auditTrail } from '../../functions/audit/trail.ts';
import { deliverReferral } from '../../functions/delivery/deliver-referral.ts';
import { pdfOf } from '../../functions/delivery/document/pdf.ts';
import { documentWays } from '../../functions/delivery/document/ways.ts';
import { fhirSender } from '../../functions/delivery/fhir-sender.ts';
import { gates } from '../../functions/delivery/gate.ts';
import type { SendPage } from '../../functions/delivery/mail/mailer.ts';
import { meshClient } from '../../functions/delivery/mesh/mesh-client.ts';
import { notifyClient } from '../../functions/delivery/organiser/notify.ts';
import { ringOpen } from '../../functions/delivery/organiser/ring-open.ts';
import { openOf } from '../../functions/delivery/organiser/waiting.ts';
import type { Attempt, DeliveryPorts, HeldBack } from '../../functions/delivery/ports.ts';
import { webhookSender } from '../../functions/delivery/webhook-sender.ts';
import { numberHash } from '../../functions/identity/links/number-hash.ts';
import { personLink } from '../../functions/identity/links/person-link.ts';
import { tokenOf } from '../../functions/identity/links/token.ts';
import { keyedHash } from '../../functions/runtime/hash.ts';
import { dropCompanion } from '../../functions/usecases/drop-companion.ts';
import { holdMessage } from '../../functions/usecases/hold-message.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { recordDelivery } from '../../functions/usecases/record-delivery.ts';
import { ringGroup } from '../../functions/usecases/ring-group.ts';
import { lineRows } from '../../functions/views/line-rows.ts';
import { sentDocuments } from '../../functions/views/sent-documents.ts';
import { textQuestions } from '../../functions/views/text-questions.ts';
import { day, id, type Made } from '../unit/views/made-referral.ts';
import type { TestDynamodb } from './dynamodb.ts';
import type { Recipient } from './recipient.ts';
import { chaseOn, hubOn, register, write } from './written.ts';

export interface WayOutOptions {
  readonly practice?: Recipient;
  readonly service?: Recipient;
  readonly changes?: Record<string, Partial<Participant>>;
  /** Their origins may be called, though they are inside a network; unless `allowed` says otherwise. */
  readonly recipients: readonly Recipient[];
  readonly allowed?: readonly string[];
  readonly timeoutMs?: number;
  /** Where MESH is. */
  readonly mesh?: string;
  /** Where GOV.UK Notify is. */
  readonly notify?: string;
  readonly area?: Partial<Area>;
}

/** As links do it, with the secret of this test. */
export const hashedNumber = numberHash(async () => keyedHash('of this test'));

/** The way out of the hub on one store, with a clock that the test moves. */
export const wayOut = (store: TestDynamodb, options: WayOutOptions) => {
  const { practice: gp, service: cws, changes = {}, recipients, allowed, timeoutMs = 2000 } = options;
  const { mesh, area = {} } = options;
  let at = day(20);
  const attempts: Attempt[] = [];
  const trail = auditTrail({ client: store.client, table: store.auditTable, name: 'deliver', years: 10 });
  const asked: number[] = [];
  const queued: { referral: string; at: string }[] = [];
  const held: HeldBack[] = [];
  const strange: (string | undefined)[] = [];
  const mails: Parameters<SendPage>[0][] = [];
  const registered: Record<string, Partial<Participant>> = {
    ...changes,
    L99901: { ...(gp ? { endpoint: { url: gp.endpoint } } : {}), ...changes.L99901 },
    CWS01: { ...(cws ? { endpoint: { url: cws.endpoint } } : {}), ...changes.CWS01 },
  };
  const change = (organisation: string, more: Partial<Participant>): void => {
    registered[organisation] = { ...registered[organisation], ...more };
  };
  const participants = register(registered);
  const made = hubOn(store, participants);
  const ring = ringGroup({ ledger: made.ledger, clock: () => at, pause: async () => undefined });
  const ways = documentWays({
    ...{ area: { ...thisArea, ...area }, clock: () => at, print: pdfOf, sent: sentDocuments(made.views) },
    strange: (mailbox) => strange.push(mailbox),
    mail: async (mail) => {
      mails.push(mail);
    },
    ...(mesh
      ? {
          mesh: meshClient({
            ...{ url: mesh, mailbox: 'X26HUB01', clock: () => at, nonce: randomUUID },
            secret: async () => ({ password: 'of the hub', sharedKey: 'of this test' }),
            allowedPrivateOrigins: [mesh],
          }),
        }
      : {}),
  });
  const notify = notifyClient({
    ...{ url: options.notify ?? '', clock: () => at, allowedPrivateOrigins: options.notify ? [options.notify] : [] },
    secret: async () => ({ service: 'of the hub', key: 'of this test' }),
  });
  const ports: DeliveryPorts = {
    ...{ ledger: made.ledger, rows: made.rows, participants },
    send: fhirSender({
      token: async (recipient) => `token for ${recipient}`,
      allowedPrivateOrigins: allowed ?? recipients.map((r) => r.origin),
      guards: { timeoutMs },
    }),
    // Sealed means nothing here: that only `deliver` can open a secret is for the journeys and the template to show.
    hook: webhookSender({
      open: async (_, sealed) => sealed,
      allowedPrivateOrigins: allowed ?? recipients.map((r) => r.origin),
      clock: () => at,
      guards: { timeoutMs },
    }),
    publicUrl: 'https://hub.example',
    area: { ...thisArea, ...area },
    documents: async () => ways,
    toOrganisers: {
      notify,
      ...{
        take: made.links.take,
        taker: made.links.taker,
        giveBack: made.links.giveBack,
        find: made.links.find,
        sent: sentDocuments(made.views),
      },
      ring,
      ringOpen: ringOpen({
        ledger: made.ledger,
        open: (group) => openOf(made.views, group),
        ring,
        clock: () => at,
        nobody: () => undefined,
      }),
      drop: dropCompanion({ ledger: made.ledger, clock: () => at, pause: async () => undefined }),
      ownPage: async (referral) =>
        personLink(referral, { secret: 'of this test', publicUrl: 'https://hub.example', now: at }),
      askedByText: async (number, question) => textQuestions(made.views).ask(await hashedNumber(number), question),
      toldByText: async (number, referral) => textQuestions(made.views).told(await hashedNumber(number), referral, at),
      token: async (link, organisation, { since }) => tokenOf('of this test', link, { organisation, since }),
      returned: async (organisation) => {
        const { organiser } = registered[organisation] ?? {};
        if (organiser) change(organisation, { organiser: { ...organiser, returned: at } });
      },
    },
    clock: () => at,
    again: async (referral, seconds) => {
      asked.push(seconds);
      queued.push({ referral, at: new Date(Date.parse(at) + seconds * 1000).toISOString() });
    },
    keep: keepAttempt({ trail, clock: () => at }),
    report: (attempt) => attempts.push(attempt),
    participantNow: participants.organisation,
    endpointGone: async (organisation) => change(organisation, { paused: { reason: 'endpoint-gone', since: at } }),
    reportHeld: (one) => held.push(one),
    gates: gates({ lines: lineRows(made.views), clock: () => at }),
    record: recordDelivery({ ledger: made.ledger, clock: () => at, pause: async () => undefined }),
    hold: holdMessage({ ledger: made.ledger, clock: () => at, pause: async () => undefined }),
  };
  return {
    ...made,
    ...{ ports, attempts, asked, queued, held, mails, strange, change },
    deliver: (referral = id) => deliverReferral(ports)(referral),
    now: () => at,
    later: (seconds: number) => {
      at = new Date(Date.parse(at) + seconds * 1000).toISOString();
    },
    /** Whoever owes something by now is reminded, as far as the rows. */
    chased: async (as = id) => {
      await chaseOn(made.ledger, () => at, { participants })(as);
      await made.project(as);
    },
    told: async (version: Made, as = id) => {
      await write(made.ledger, version, as);
      await made.project(as);
    },
    append: (version: Made): Promise<void> => write(made.ledger, version),
    row: async (sk: string, of = id) => (await made.rows.read(of)).find((r) => r.sk === sk),
  };
};
