import type { AreaService } from '../../../contracts/areas/area.ts';
import type { Practical } from '../../../mappings/person/practical.ts';
import type { OwnPage } from '../../identity/links/person-link.ts';
import type { Clock, Hash, Ledger, Participants, Pause } from '../../usecases/ports.ts';

/** What the card, the letter and the page of a person are made from. */
export interface PlanPorts {
  readonly participants: Pick<Participants, 'organisation'>;
  /** What a public directory says of the service of a group, where it has exactly one. */
  readonly practical: (organisation: string) => Promise<Practical | undefined>;
  readonly publicUrl: string;
  /** Whom to ring where a case is nobody's yet. */
  readonly service: AreaService;
}

export interface OwnPorts extends PlanPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly open: (token: string) => Promise<OwnPage | undefined>;
  /** With the secret of links: for the form that goes to the function that keeps concerns. */
  readonly hash: () => Promise<Hash>;
}
