import { systems } from '../../../contracts/systems.ts';
import { type PatientOfDocument, sendDocument } from '../../../mappings/gp/document/send-document.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import type { Referral } from '../../domain/referral.ts';
import { verdictOnSent } from '../mesh/mesh-outcome.ts';
import { requestIdOf } from '../request-id.ts';
import { letterTo } from './letter-to.ts';
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
      patient: communication.subject ? patientOf(referral) : {},
      security: communication.meta?.security ?? [],
    });
    await sent.keep(header, wish, on.clock());
    const answer = await mesh.send({ to, workflow, localId: header, body: JSON.stringify(document) });
    return verdictOnSent(answer, on.clock());
  };

const patientOf = ({ patient }: Referral): PatientOfDocument => {
  const nhsNumber = patient.identifier?.find(({ system }) => system === systems.nhsNumber)?.value;
  const name = patient.name?.find(({ use }) => use === 'official') ?? patient.name?.[0];
  return {
    ...(nhsNumber ? { nhsNumber } : {}),
    ...(name?.family ? { family: name.family } : {}),
    ...(name?.given ? { given: name.given } : {}),
    ...(patient.birthDate ? { birthDate: patient.birthDate } : {}),
  };
};
