import type { Communication } from 'fhir/r4.js';
import { changesIn } from '../../../mappings/gp/change.ts';
import { kindOf } from '../../domain/coding.ts';
import type { Reader, Referral } from '../../domain/referral.ts';
import { isForReferrer, isOpenQuestion, recipientOf, senderOf } from '../../domain/said/correspondence.ts';
import { saysEnd } from '../../domain/said/practice-messages.ts';
import { show } from '../../fhir/reading/show.ts';
import type { Ledger, Participants } from '../../usecases/ports.ts';

/** One message as it is shown to whoever asked: its words, who wrote it, and whether something is wanted of the reader. */
export interface Message {
  readonly id: string;
  readonly kind: string | undefined;
  readonly at: string | undefined;
  readonly lines: readonly string[];
  /** Written here, by whom. */
  readonly by: string | undefined;
  /** A question that waits for our answer. */
  readonly isAsked: boolean;
  /** Nobody here has said yet that they read it. */
  readonly isUnread: boolean;
  /** It says how it ended: somebody has to have read it. */
  readonly saysEnd: boolean;
  /** Written here: when the service had read it. */
  readonly readThere: string | undefined;
  readonly readBy: { readonly name: string; readonly at: string } | undefined;
}

interface Showing {
  readonly ledger: Ledger;
  readonly participants: Participants;
}

const written = ['question', 'answer', 'note', 'practice-message'];

/** What somebody has said of having read it, where this reader is shown that. */
const acknowledgement = async (ports: Showing, referral: Referral, message: string, reader: Reader) => {
  const said = referral.communications.find(
    (c) => kindOf(c) === 'acknowledgement' && c.inResponseTo?.some((r) => r.reference === `Communication/${message}`),
  );
  const shown = said && (await show(ports, referral, said, reader));
  const name = shown?.resourceType === 'Communication' ? shown.sender?.display : undefined;
  return name !== undefined && said?.sent ? { name, at: said.sent } : undefined;
};

/** As the printed page says it: what happened, and how far the person has come. */
const linesOf = (shown: Communication): string[] => [
  ...(shown.payload ?? []).flatMap((p) => p.contentString ?? []),
  ...changesIn(shown).map(({ label, value }) => `${label}: ${value}.`),
];

/** Those that software of this organisation is shown, each with the same words; the newest first. */
export const messagesFor = async (ports: Showing, referral: Referral, reader: Reader): Promise<readonly Message[]> => {
  const messages = await Promise.all(
    referral.communications
      .filter((c) => written.includes(kindOf(c) ?? ''))
      .map(async (standing): Promise<Message[]> => {
        const shown = await show(ports, referral, standing, reader);
        if (shown?.resourceType !== 'Communication') return [];
        const isOurs = senderOf(standing) === reader.organisation;
        const isTo = isForReferrer(standing, referral) && recipientOf(standing) === reader.organisation;
        const isAsked = isTo && isOpenQuestion(standing);
        return [
          {
            ...{ id: standing.id ?? '', kind: kindOf(standing), at: shown.sent ?? standing.sent, isAsked },
            lines: linesOf(shown),
            by: isOurs ? (shown.sender?.display ?? '') : undefined,
            isUnread: isTo && !isAsked && standing.status === 'in-progress',
            saysEnd: saysEnd(standing),
            readThere: isOurs ? shown.received : undefined,
            readBy: await acknowledgement(ports, referral, standing.id ?? '', reader),
          },
        ];
      }),
  );
  return messages.flat().sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
};
