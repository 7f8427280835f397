import { isDate, today } from '../domain/calendar.ts';
import type { Capacity } from '../domain/capacity.ts';
import { isPartnerKind } from '../domain/participant.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Result, refuseAll } from '../domain/result.ts';
import { changeRegistered } from './change-registered.ts';
import { fault } from './organisation-faults.ts';
import type { Registered } from './participant-register.ts';
import type { Participant } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

interface ChangeCapacity {
  readonly actor: Actor;
  readonly organisation: string;
  readonly capacity: Capacity;
}

/** What a group says of its room. What was said later stands, in whatever order it comes. */
export const changeCapacity =
  (ports: Pick<RegisterPorts, 'register' | 'clock'>) =>
  ({ capacity, ...asked }: ChangeCapacity): Promise<Result<Registered<Participant>>> =>
    changeRegistered(ports, asked, ({ version: _, ...standing }) => {
      const { until } = capacity;
      const faults = [
        ...(isPartnerKind(standing.kind) ? [] : [fault('/capacity', 'Only a voluntary group or a council says it.')]),
        ...(until === undefined || (isDate(until) && until >= today(capacity.at))
          ? []
          : [fault('/until', 'It must be a day that is not over.')]),
      ];
      const isOld = standing.capacity !== undefined && standing.capacity.at >= capacity.at;
      return refuseAll(faults) ?? ok(isOld ? standing : { ...standing, capacity });
    });
