import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import type { Organiser } from '../../domain/organiser.ts';
import type { Referral } from '../../domain/referral.ts';
import type { ToDrop } from '../../usecases/drop-companion.ts';
import type { ToRing } from '../../usecases/ring-group.ts';
import type { LinkRows } from '../../views/link-rows.ts';
import type { SentDocuments } from '../../views/sent-documents.ts';
import type { TextQuestion } from '../../views/text-questions.ts';
import type { Notify } from './notify.ts';

/** How people without software are told. */
export interface ToOrganisers {
  readonly notify: Notify;
  readonly take: LinkRows['take'];
  readonly taker: LinkRows['taker'];
  readonly giveBack: LinkRows['giveBack'];
  readonly find: LinkRows['find'];
  /** Puts down that a human is to ring the group; false: not now. */
  readonly ring: (one: ToRing) => Promise<boolean>;
  /** The same of what is about no referral: in the first of those that are open for the group. */
  readonly ringOpen: (organisation: string, why: RingGroupReason) => Promise<void>;
  /** Takes a companion off what is ahead in a referral; false: not now. */
  readonly drop: (one: ToDrop) => Promise<boolean>;
  /** Keeps what was asked of this number by text message. */
  readonly askedByText: (number: string, question: TextQuestion) => Promise<void>;
  /** Keeps that a text about this referral goes to the person who has this number. */
  readonly toldByText: (number: string, referral: string) => Promise<void>;
  readonly sent: SentDocuments;
  /** The token of a link, for this holder of it. */
  readonly token: (link: string, organisation: string, holder: Pick<Organiser, 'since'>) => Promise<string>;
  /** The address of a person's own page, for what is sent to them; undefined: they have none. */
  readonly ownPage: (referral: Referral) => Promise<string | undefined>;
  /** A message to this contact came back: from now on it gets no names, and the link worker rings. */
  readonly returned: (organisation: string, holder: Pick<Organiser, 'since'>) => Promise<void>;
}
