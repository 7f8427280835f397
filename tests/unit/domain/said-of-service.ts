import type { FeedbackReply } from '../../../contracts/lifecycle/feedback.ts';
import { systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { recorded } from './acts.ts';
import { t1 } from './cast.ts';

/** What somebody said of the service, and what became of it, as the coordinator records both. */
export const feedback = (text = 'The hall was too cold'): Action =>
  recorded('feedback', t1, { payload: [{ contentString: text }] });

export const replies = (message: string, reply: FeedbackReply = 'done', why?: string): Action =>
  recorded('feedback-reply', t1, {
    inResponseTo: [{ reference: `Communication/${message}` }],
    topic: concept(systems.feedbackReply, reply),
    ...(why ? { payload: [{ contentString: why }] } : {}),
  });
