import type { Communication } from 'fhir/r4.js';
import { isCircumstance } from '../../../contracts/lifecycle/circumstances.ts';
import { systems } from '../../../contracts/systems.ts';
import { circumstanceIn } from '../../domain/circumstance/circumstances.ts';
import type { ReportCircumstance } from '../../domain/circumstance/decide-report.ts';
import { codeIn } from '../../domain/coding.ts';
import { type Referral, referenceTo, referralOf } from '../../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { isSomebodysName, senderOf } from '../../domain/said/correspondence.ts';
import { reviewDateOf } from '../../domain/tasks/moved-task.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';
import { saidAnswer } from './recorded-answer.ts';

/** It is a code, and somebody's name: what else there is to say is said on the telephone, or in a note. */
const faultsOf = (sent: Communication): Refusal[] => {
  const { topic, status, payload, note, sender, about = [] } = sent;
  const invalid = (expression: string, diagnostics: string): Refusal => ({
    code: 'invalid-input',
    expression,
    diagnostics,
  });
  const by = sender?.display;
  return [
    ...(topic === undefined ? [{ code: 'missing-element', expression: 'Communication.topic' } as const] : []),
    ...(topic !== undefined && !isCircumstance(codeIn(systems.circumstance, topic))
      ? [{ code: 'unknown-code', expression: 'Communication.topic', diagnostics: systems.circumstance } as const]
      : []),
    ...(about.length === 1 ? [] : [{ code: 'wrong-parent', expression: 'Communication.about' } as const]),
    ...(status === 'in-progress' || status === 'completed'
      ? []
      : [
          invalid(
            'Communication.status',
            'in-progress, or completed where the coordinator has found out that it is so',
          ),
        ]),
    ...(payload || note ? [invalid('Communication.payload', 'a report is a code; words go into a note')] : []),
    ...(by === undefined || isSomebodysName(by) ? [] : [invalid('Communication.sender.display', 'a name or a role')]),
  ];
};

/** Somebody else's patient is a mistake that must be seen: nothing is kept of it. */
const isOfPerson = ({ subject }: Communication, { patient }: Referral): boolean =>
  subject?.reference === undefined || subject.reference === referenceTo(patient);

const actionOf = (sent: Communication, task: string): Result<ReportCircumstance> => {
  const code = codeIn(systems.circumstance, sent.topic);
  const faults = refuseAll(faultsOf(sent));
  if (faults) return faults;
  if (!isCircumstance(code)) return refuse('unknown-code', { expression: 'Communication.topic' });
  const reviewDate = reviewDateOf(sent);
  return ok({
    ...{ kind: 'report-circumstance', task, circumstance: code },
    ...(sent.sender?.display ? { by: sent.sender.display } : {}),
    ...(sent.status === 'completed' ? { confirmed: true } : {}),
    ...(reviewDate ? { reviewDate } : {}),
  });
};

/** 201 with the report; one that this organisation has made before stands as it is, and is answered with 200. */
export const postCircumstance = async (
  ports: FhirPorts,
  request: SignedIn,
  sent: Communication,
  task: string,
): Promise<Result<Answer>> => {
  const action = actionOf(sent, task);
  const referral = referralOf(task);
  if (!action.ok) return action;
  if (referral === undefined) return refuse('not-found');
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    action: (state) =>
      isOfPerson(sent, state) ? action : refuse('wrong-parent', { expression: 'Communication.subject' }),
  });
  if (!acted.ok) return acted;
  const own = acted.value.asWritten.communications.filter(
    (c) => circumstanceIn(c) === action.value.circumstance && senderOf(c) === actor.organisation,
  );
  return saidAnswer(ports, acted.value, { all: own, standing: own.at(-1) }, actor);
};
