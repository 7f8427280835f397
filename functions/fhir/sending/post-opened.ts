import type { Communication } from 'fhir/r4.js';
import { findTask } from '../../domain/parties.ts';
import { referralOf } from '../../domain/referral.ts';
import { type Result, refuse, refuseAll } from '../../domain/result.ts';
import { openingsBy } from '../../domain/said/openings.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';
import { doneFaults } from './done-faults.ts';
import { recordedAnswer } from './recorded-answer.ts';

/** 201 with what was recorded; opened again with nothing new, what stands is answered with 200. */
export const postOpened = async (
  ports: FhirPorts,
  request: SignedIn,
  sent: Communication,
  task: string,
): Promise<Result<Answer>> => {
  const { about = [], sender } = sent;
  if (about.length !== 1)
    return refuse('wrong-parent', { expression: 'Communication.about', diagnostics: 'the one Task that was opened' });
  const faults = refuseAll(doneFaults(sent));
  if (faults) return faults;
  const referral = referralOf(task);
  if (referral === undefined) return refuse('not-found');
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    action: { kind: 'open', task, by: sender?.display ?? '' },
  });
  if (!acted.ok) return acted;
  const found = findTask(acted.value.asWritten, task);
  const standing = found && openingsBy(acted.value.asWritten, found.task, actor.organisation).at(-1);
  return recordedAnswer(ports, acted.value, standing, actor);
};
