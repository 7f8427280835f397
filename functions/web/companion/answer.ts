import { companionReasons } from '../../../contracts/lifecycle/companions.ts';
import type { UpdateTask } from '../../domain/decide/actions.ts';
import type { Referral } from '../../domain/referral.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { Answer, Reply } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { type SentForm, seeOther } from '../forms/form.ts';
import { notSaved as groupNotSaved } from '../group/opened.ts';
import type { GroupPorts } from '../group/ports.ts';
import { words } from '../words/words.ts';
import { askedIn, askedOfCompanion, type CompanionAnswer, type CompanionAsked } from './asked.ts';

const says = words.companion;
const cannot = { code: 'companion-cannot', text: companionReasons['companion-cannot'] } as const;
const notMet = { code: 'companion-not-met', text: companionReasons['companion-not-met'] } as const;

/** What each tap means in the transition table. */
const moves: Readonly<Record<CompanionAnswer, Pick<UpdateTask, 'to' | 'reason'>>> = {
  yes: { to: 'accepted' },
  no: { to: 'rejected', reason: cannot },
  cannot: { to: 'cancelled', reason: cannot },
  met: { to: 'completed' },
  'not-met': { to: 'failed', reason: notMet },
};

const isAnswer = (word: string | undefined): word is CompanionAnswer =>
  word !== undefined && Object.hasOwn(moves, word);

const notSaved = (ports: GroupPorts, form: SentForm): Answer =>
  groupNotSaved(ports, form, words.group.notSavedSays, says.stop);

const say = (
  ports: GroupPorts,
  link: OpenLink,
  form: SentForm,
  answerTo: (asked: CompanionAsked) => CompanionAnswer,
) => {
  const action = (state: Referral) => {
    const asked = askedIn(state, link, form.now);
    if (!asked) return refuse('not-found');
    const answer = answerTo(asked);
    const may = asked.answers.includes(answer) && !(asked.isNotCleared && answer === 'yes');
    const task = asked.task.id ?? '';
    return may ? ok({ ...{ kind: 'update-task' as const, task }, ...moves[answer] }) : refuse('illegal-transition');
  };
  const { requestId: id, correlationId: correlation, bodyHash } = form;
  return actOnReferral(ports)({
    ...{ referral: link.referrals[0] ?? '', actor: form.principal.actor, action },
    request: { id, correlation, bodyHash },
  });
};

/** Who no longer does this does not come to this meeting either; that there is nothing to say any more is no fault. */
export const leaveCompanion = async (ports: GroupPorts, link: OpenLink, form: SentForm): Promise<void> => {
  await say(ports, link, form, ({ answers }) => (answers.includes('no') ? 'no' : 'cannot'));
};

/**
 * By the same use case as every other act; a second tap is a repeat. What cannot be said (any more) changes nothing, and the page says
 * whom to ring: so does a yes of somebody who is not cleared any more.
 */
export const answerCompanion = async (ports: GroupPorts, link: OpenLink, form: SentForm): Promise<Reply> => {
  const found = await askedOfCompanion(ports, link, form.now);
  if (!found.ok) return found;
  const { answer } = form.fields;
  if (!isAnswer(answer)) return notSaved(ports, form);
  const done = await say(ports, link, form, () => answer);
  if (done.ok) return seeOther(`${ports.publicUrl}/l/${form.params.token}`);
  return done.refusals[0].code === 'busy' ? done : notSaved(ports, form);
};
