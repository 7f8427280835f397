import type { Communication, FhirResource } from 'fhir/r4.js';
import { taskIdIn } from '../../../contracts/ids.ts';
import { whyNotCounted } from '../../../contracts/lifecycle/contact-attempts.ts';
import { systems } from '../../../contracts/systems.ts';
import { kindOf } from '../../domain/coding.ts';
import { whyNot } from '../../domain/contact/contact-attempts.ts';
import { roleOf } from '../../domain/parties.ts';
import { type Referral, referralOf } from '../../domain/referral.ts';
import { dangerNoticed } from '../../domain/request/check-request.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { correspondenceKindOf } from '../../domain/said/correspondence.ts';
import { tellsDanger } from '../../domain/said/heed-danger.ts';
import { issueOf } from '../../http/issues.ts';
import { adviceOutcome } from '../../http/operation-outcome.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { FhirPorts } from '../ports.ts';
import { readBody } from '../read-body.ts';
import { view } from '../reading/view.ts';
import { identityOf } from '../request-identity.ts';
import { create } from './create.ts';
import { doneFaults } from './done-faults.ts';
import { postBreakGlass } from './post-break-glass.ts';
import { postCall } from './post-call.ts';
import { postCircumstance } from './post-circumstance.ts';
import { postLink } from './post-link.ts';
import { postOpened } from './post-opened.ts';
import { postOptions } from './post-options.ts';
import { postRecall } from './post-recall.ts';

/** Kinds that are read in a way of their own, by the Task that they are about. */
const posts: Readonly<Record<string, typeof postOpened | undefined>> = {
  circumstance: postCircumstance,
  opened: postOpened,
  'options-ranked': postOptions,
  'please-call': postCall,
};

/** Kinds that need not be about a Task. */
const ofAnything: Readonly<Record<string, typeof postRecall | undefined>> = {
  acknowledgement: (...asked) => acknowledge(...asked),
  'copy-recalled': postRecall,
  'break-glass': postBreakGlass,
  linked: postLink,
};

/**
 * POST /Communication: what was said to the person (conversation, try to reach them, risks read); what referrer and
 * coordinator write to each other (question, answer, note); that somebody has read a message (acknowledgement); what became
 * known of the person (circumstance); that a named person has opened it (opened); that they are not well (please-call); whose carer has a referral (linked); that whoever holds a copy was rung (copy-recalled); what
 * another tool ranked for the person to choose from (options-ranked).
 */
export const postCommunication =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'Communication');
    if (!sent.ok) return sent;
    const communication = sent.value;
    const postAny = ofAnything[kindOf(communication) ?? ''];
    if (postAny) return postAny(ports, request, communication);
    const task = communication.about?.map((a) => taskIdIn(a.reference)).find((id) => id !== undefined);
    if (task === undefined)
      return refuse('missing-element', { expression: 'Communication.about', diagnostics: 'a reference to the Task' });
    const post = posts[kindOf(communication) ?? ''];
    if (post) return post(ports, request, communication, task);
    return correspondenceKindOf(communication)
      ? correspond(ports, request, communication, task)
      : record(ports, request, communication, task);
  };

const record: typeof postOpened = (ports, request, communication, task) =>
  create(ports, request, 'Communication', {
    task,
    action: { kind: 'record', communication },
    advice: (state, made) => {
      const warning = uncounted(state, made);
      return warning && adviceOutcome([issueOf(warning)], ports.publicUrl);
    },
  });

const correspond: typeof postOpened = async (ports, request, communication, task) => {
  const action = { kind: 'correspond', communication } as const;
  const created = await create(ports, request, 'Communication', { task, action });
  const warnings = tellsDanger(action) ? [issueOf(dangerNoticed(ports.area, 'Communication.payload'))] : [];
  return created.ok ? ok({ ...created.value, advice: adviceOutcome(warnings, ports.publicUrl) }) : created;
};

/** Whoever tried hears at once that it will not count, and why. */
const uncounted = (referral: Referral, made: FhirResource): Refusal | undefined => {
  const isAttempt = made.resourceType === 'Communication' && kindOf(made) === 'contact-attempt';
  const reason = isAttempt ? whyNot(referral, made) : undefined;
  return reason && { code: 'attempt-not-counted', diagnostics: `It ${whyNotCounted[reason]}.` };
};

/** Id of the message that was read: as the hub names it, or as it was delivered. */
const messageIn = ({ inResponseTo = [] }: Communication): string => {
  const { reference, identifier } = inResponseTo[0] ?? {};
  if (reference !== undefined) return /^Communication\/(.+)$/.exec(reference)?.[1] ?? '';
  return identifier?.system === systems.message ? (identifier.value ?? '') : '';
};

/** 201 with what was recorded; a repeat changes nothing and is answered with what stands. */
const acknowledge = async (
  ports: FhirPorts,
  request: SignedIn,
  communication: Communication,
): Promise<Result<Answer>> => {
  const faults = refuseAll(doneFaults(communication));
  if (faults) return faults;
  const message = messageIn(communication);
  if (message === '')
    return refuse('missing-element', {
      expression: 'Communication.inResponseTo',
      diagnostics: `the message that was read: Communication/<id>, or its identifier of ${systems.message}`,
    });
  const referral = referralOf(message);
  if (referral === undefined) return refuse('not-found');
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    action: (state) =>
      roleOf(state, actor.organisation) === 'partner'
        ? refuse('not-found')
        : ok({ kind: 'acknowledge', communication }),
  });
  if (!acted.ok) return acted;
  const standing = acknowledgementOf(acted.value.referral, message);
  const shown = standing && view(acted.value.referral, standing, actor);
  return shown
    ? ok(resourceAnswer(acted.value.wrote ? 201 : 200, shown, `${ports.publicUrl}/FHIR/R4`))
    : ok({ status: 200, body: { resourceType: 'OperationOutcome', issue: [alreadyRead] } });
};

/** By the other side: by whom is not for this one to see. */
const alreadyRead = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'Somebody has already said that this message was read; nothing was changed.',
} as const;

const acknowledgementOf = (referral: Referral, message: string): Communication | undefined =>
  referral.communications.find(
    (c) => kindOf(c) === 'acknowledgement' && c.inResponseTo?.some((r) => r.reference === `Communication/${message}`),
  );
