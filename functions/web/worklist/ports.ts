import type { UrgencyRule } from '../../../contracts/areas/area.ts';
import type { AskCallPorts } from '../../usecases/ask-call.ts';
import type { changeStaff } from '../../usecases/change-staff.ts';
import type { Clock, Ledger, Participants, Pause } from '../../usecases/ports.ts';
import type { NextPage, NextQuestion } from '../../views/next-list.ts';
import type { OverdueList } from '../../views/overdue-list.ts';
import type { PersonRows } from '../../views/person-rows.ts';

export interface WorklistPorts {
  readonly publicUrl: string;
  readonly ledger: Ledger;
  readonly participants: Participants;
  readonly clock: Clock;
  readonly pause: Pause;
  /** From the reference that people read out. */
  readonly references: (reference: string) => Promise<readonly string[]>;
  /** All that the coordinator has of whoever this is, by a traced NHS number. */
  readonly samePerson: PersonRows['find'];
  readonly next: (question: NextQuestion) => Promise<NextPage>;
  /** The roster of one's own organisation. */
  readonly changeStaff: ReturnType<typeof changeStaff>;
  readonly overdue: (coordinator: string) => Promise<OverdueList>;
  /** What a text is read for, and who is to read that somebody is not well. */
  readonly urgency: UrgencyRule;
  readonly area: AskCallPorts['area'];
}
