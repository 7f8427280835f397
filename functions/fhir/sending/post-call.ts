import type { Communication } from 'fhir/r4.js';
import { callAskedBy, isCallAskedBy } from '../../../contracts/lifecycle/please-call.ts';
import { systems } from '../../../contracts/systems.ts';
import { callsIn, isOpenCall, isUrgent } from '../../domain/call/calls.ts';
import { codeIn } from '../../domain/coding.ts';
import { type Referral, referenceTo, referralOf } from '../../domain/referral.ts';
import { type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { isSomebodysName, senderOf } from '../../domain/said/correspondence.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { askCall } from '../../usecases/ask-call.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';
import { saidAnswer } from './recorded-answer.ts';

const topicFaults = ({ topic }: Communication): Refusal[] => {
  if (topic === undefined) return [{ code: 'missing-element', expression: 'Communication.topic' }];
  const diagnostics = `of ${systems.pleaseCall}, one of: ${Object.keys(callAskedBy).join(', ')}`;
  return isCallAskedBy(codeIn(systems.pleaseCall, topic))
    ? []
    : [{ code: 'unknown-code', expression: 'Communication.topic', diagnostics }];
};

/** Codes, and somebody's name: nobody gives advice here, or writes what is wrong. */
const faultsOf = (sent: Communication): Refusal[] => {
  const { priority, payload, note, sender, about = [] } = sent;
  const invalid = (expression: string, diagnostics: string): Refusal[] => [
    { code: 'invalid-input', expression, diagnostics },
  ];
  const by = sender?.display;
  return [
    ...topicFaults(sent),
    ...(about.length === 1 ? [] : [{ code: 'wrong-parent', expression: 'Communication.about' } as const]),
    ...(priority === 'stat' || priority === 'asap'
      ? [{ code: 'urgent-elsewhere', expression: 'Communication.priority' } as const]
      : []),
    ...(sent.status === 'in-progress' || sent.status === 'completed'
      ? []
      : invalid('Communication.status', 'in-progress: until somebody who cares for the person has read it')),
    ...(payload || note
      ? invalid(
          payload ? 'Communication.payload' : 'Communication.note',
          'a request for a call is a code; advice and words have no place in it',
        )
      : []),
    ...(by === undefined || isSomebodysName(by) ? [] : invalid('Communication.sender.display', 'a name or a role')),
  ];
};

const isOfPerson = ({ subject }: Communication, { patient }: Referral): boolean =>
  subject?.reference === undefined || subject.reference === referenceTo(patient);

/** 201 with what was asked, whose payload says who reads it by when; where it stands already, 200 with that. */
export const postCall = async (
  ports: FhirPorts,
  request: SignedIn,
  sent: Communication,
  task: string,
): Promise<Result<Answer>> => {
  const faults = refuseAll(faultsOf(sent));
  const askedBy = codeIn(systems.pleaseCall, sent.topic);
  if (faults) return faults;
  if (!isCallAskedBy(askedBy)) return refuse('unknown-code', { expression: 'Communication.topic' });
  const referral = referralOf(task);
  if (referral === undefined) return refuse('not-found');
  const { actor } = request.principal;
  const by = sent.sender?.display;
  const read = askCall(ports)({ task, askedBy, urgent: sent.priority === 'urgent', ...(by ? { by } : {}) });
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    action: (state) =>
      isOfPerson(sent, state) ? read(state) : refuse('wrong-parent', { expression: 'Communication.subject' }),
  });
  if (!acted.ok) return acted;
  const own = callsIn(acted.value.asWritten).filter(({ record }) => senderOf(record) === actor.organisation);
  const made = own.findLast(isOpenCall) ?? own.at(-1);
  const as = own.filter(({ record }) => isUrgent(record) || sent.priority !== 'urgent').map(({ record }) => record);
  return saidAnswer(ports, acted.value, { all: as, standing: made?.record }, actor);
};
