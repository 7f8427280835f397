import type { AreaService } from '../../../contracts/areas/area.ts';
import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import type { NotifyStatus } from '../../delivery/organiser/notify-status.ts';
import type { OrganiserSaid } from '../../delivery/organiser/said.ts';
import type { CapacityFact } from '../../domain/directory/capacity.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import type { Clock, Hash, Ledger, Pause } from '../../usecases/ports.ts';
import type { ToRing } from '../../usecases/ring-group.ts';
import type { TextQuestions } from '../../views/text-questions.ts';

export interface GroupPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly publicUrl: string;
  /** Whom to ring where a case is nobody's yet. */
  readonly service: AreaService;
  /** A session by the name of its link, for whoever is known to hold it; undefined: it opens nothing any more. */
  readonly openSession: (
    link: string,
    holder: { readonly organisation: string; readonly since: string },
  ) => Promise<OpenLink | undefined>;
  /** The token of a link, for whoever has the paper and the four digits. */
  readonly openByCode: (link: string, code: string, now: string) => Promise<string | undefined>;
  /** With a secret of links: for forms that nobody signs in to. */
  readonly hash: () => Promise<Hash>;
  /** What was asked by text message. */
  readonly texts: Pick<TextQuestions, 'of' | 'answered' | 'toldAbout'>;
  /** Puts down that a human is to ring the group, or the person: about this, or about whatever this link leads to. */
  readonly ring: (one: ToRing) => Promise<void>;
  readonly ringAny: (link: string, why: RingGroupReason) => Promise<boolean>;
  readonly open: (token: string) => Promise<OpenLink | undefined>;
  /** What an organiser said of their group, for who may enter it. */
  readonly said: (said: OrganiserSaid) => Promise<void>;
  /** What it said last of its room. */
  readonly room: (organisation: string) => Promise<CapacityFact | undefined>;
  /** What GOV.UK Notify says of a message. */
  readonly heard: (heard: NotifyStatus) => Promise<void>;
  /** A text message came from a number to which nothing had gone: that it did, and no more. */
  readonly unasked: () => void;
  /** By which GOV.UK Notify shows who it is. */
  readonly callbackToken: () => Promise<string>;
}
