import type { Area } from '../../contracts/areas/area.ts';
import type { Intake } from '../../mappings/gp/intake.ts';
import { today } from '../domain/calendar.ts';
import { type CheckedRequest, checkRequest } from '../domain/check-request.ts';
import { type Result, refuseAll } from '../domain/result.ts';
import { sentTaskFaults } from '../domain/sent-task.ts';

/** Everything that Handover asks of a referral, whichever way it came in; sending and the dry run ask the same. */
export const checkIntake = ({ task, ...intake }: Intake, area: Area, now: string): Result<CheckedRequest> => {
  // Words of danger count wherever they stand.
  const parts = { ...intake, others: task ? [...intake.others, task] : intake.others };
  const checked = checkRequest(parts, area, today(now));
  const faults = task ? sentTaskFaults(task, parts, area, now) : [];
  return refuseAll([...(checked.ok ? [] : checked.refusals), ...faults]) ?? checked;
};
