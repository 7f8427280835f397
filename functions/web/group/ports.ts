import type { AreaService } from '../../../contracts/areas/area.ts';
import type { NotifyStatus } from '../../delivery/organiser/notify-status.ts';
import type { OrganiserSaid } from '../../delivery/organiser/said.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import type { Clock, Ledger, Pause } from '../../usecases/ports.ts';

export interface GroupPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly publicUrl: string;
  /** Whom to ring where a case is nobody's yet. */
  readonly service: AreaService;
  readonly open: (token: string) => Promise<OpenLink | undefined>;
  /** What an organiser said of their group, for who may enter it. */
  readonly said: (said: OrganiserSaid) => Promise<void>;
  /** What GOV.UK Notify says of a message. */
  readonly heard: (heard: NotifyStatus) => Promise<void>;
  /** By which GOV.UK Notify shows who it is. */
  readonly callbackToken: () => Promise<string>;
}
