import type { Area } from '../../../contracts/areas/area.ts';
import type { Search } from '../../directory/search.ts';
import type { AskCallPorts } from '../../usecases/ask-call.ts';
import type { changeStaff } from '../../usecases/change-staff.ts';
import type { Clock, Ledger, Participant, Participants, Pause } from '../../usecases/ports.ts';
import type { NextPage, NextQuestion } from '../../views/next-list.ts';
import type { OverdueList } from '../../views/overdue-list.ts';
import type { PartnerLoad } from '../../views/partner-load.ts';
import type { Row } from '../../views/row.ts';
import type { SamePersonRows } from '../../views/same-person-rows.ts';
import type { PlanPorts } from '../own/ports.ts';

export interface WorklistPorts {
  readonly publicUrl: string;
  readonly ledger: Ledger;
  readonly participants: Participants;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Every champion and buddy of the register. */
  readonly companions: () => Promise<readonly Participant[]>;
  /** From the reference that people read out. */
  readonly references: (reference: string) => Promise<readonly string[]>;
  /** What was to be told to whom, and what came of it. */
  readonly told: (referral: string) => Promise<readonly Row[]>;
  /** All that the coordinator has of whoever this is, by a traced NHS number. */
  readonly samePerson: SamePersonRows['find'];
  readonly next: (question: NextQuestion) => Promise<NextPage>;
  /** The roster of one's own organisation. */
  readonly changeStaff: ReturnType<typeof changeStaff>;
  readonly overdue: (coordinator: string) => Promise<OverdueList>;
  /** What may be offered to somebody: public, and about nobody. */
  readonly directory: Search;
  /** Fair share: how many each group was sent lately. */
  readonly load: PartnerLoad;
  /** Who is to read that somebody is not well. */
  readonly area: AskCallPorts['area'] & Pick<Area, 'service' | 'mode'>;
  /** For the card of a person. */
  readonly practical: PlanPorts['practical'];
}
