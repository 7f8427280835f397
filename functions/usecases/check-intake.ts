import type { Area } from '../../contracts/areas/area.ts';
import type { Intake } from '../../mappings/gp/intake.ts';
import { today } from '../domain/calendar.ts';
import { type CheckedRequest, checkRequest, requestWarnings } from '../domain/request/check-request.ts';
import { organisationCode, type RequestParts } from '../domain/request/request-parts.ts';
import { type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { sentTaskFaults } from '../domain/tasks/sent-task.ts';

/** Words of danger, and items of the standard, count wherever they stand. */
const partsOf = ({ task, ...intake }: Intake): RequestParts => ({
  ...intake,
  others: task ? [...intake.others, task] : intake.others,
});

/** The warnings by themselves, for a dry run that has faults to tell too. */
export const intakeWarnings = (intake: Intake, area: Area, now: string): readonly Refusal[] =>
  requestWarnings(partsOf(intake), area, today(now));

/** Everything that Handover asks of a referral, whichever way it came in; sending and the dry run ask the same. */
export const checkIntake = (intake: Intake, area: Area, now: string): Result<CheckedRequest> => {
  const parts = partsOf(intake);
  const checked = checkRequest(parts, area, today(now));
  const { task } = intake;
  const faults = task ? sentTaskFaults(task, organisationCode(parts, task, task.owner), area, now) : [];
  return refuseAll([...(checked.ok ? [] : checked.refusals), ...faults]) ?? checked;
};
