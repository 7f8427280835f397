import { sendDocument } from '../../../mappings/gp/document/send-document.ts';
import { given } from '../../domain/given.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import { verdictOnSent } from '../mesh/mesh-outcome.ts';
import { requestIdOf } from '../request-id.ts';
import { letterTo, patientTo } from './letter-to.ts';
import type { ByPage, PagePorts } from './ports.ts';

/** Of GP Connect Send Document; its answers come with _ACK. */
const workflow = 'GPCONNECT_SEND_DOCUMENT';

/** Sends a message as a document to the recipient's MESH mailbox. Every try is the same document, by the same id. */
export const byDocument =
  (on: PagePorts): ByPage =>
  async (wish, worded) => {
    const { mesh, sent, print } = on;
    const to = worded.recipient.otherWays?.mesh;
    if (!mesh || to === undefined) return { outcome: 'unknown', reason: 'no-mailbox', usedUp: true };
    const { communication, referral, recipient } = worded;
    const id = (part: string): string => requestIdOf(wish.referral, `${wish.sk}/${part}`, wish.version);
    const letter = letterTo(worded, on.area);
    const header = id('header');
    const document = sendDocument({
      ids: {
        ...{ bundle: id('bundle'), header, headerSender: id('header-sender'), payload: id('payload') },
        ...{ task: id('task'), patient: id('patient'), sender: id('sender'), recipient: id('recipient') },
      },
      letter,
      pdf: Buffer.from(await print(letter)).toString('base64'),
      mailbox: mesh.mailbox,
      sender: {
        ...{ organisation: coordinatorOf(referral) ?? '', name: letter.from },
        telephone: on.area.service.telephone,
      },
      recipient: { organisation: recipient.organisation, name: recipient.name },
      patient: patientTo(worded),
      security: communication.meta?.security ?? [],
      ...given({ priority: communication.priority }),
    });
    await sent.keep(header, { referral: wish.referral, sk: wish.sk, mailbox: to }, on.clock());
    const answer = await mesh.send({ to, workflow, localId: header, body: JSON.stringify(document) });
    return verdictOnSent(answer, on.clock());
  };
