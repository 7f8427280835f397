import { attendanceWords } from '../../../contracts/partner-api/words.ts';
import type { RegisterLine } from '../../../mappings/partner/register.ts';
import { type Actor, referralOf } from '../../domain/referral.ts';
import { refuse } from '../../domain/result.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { RequestIdentity } from '../../usecases/ports.ts';
import type { SessionPorts } from './ports.ts';

export type Word = keyof typeof attendanceWords;
export const isWord = (word: string): word is Word => Object.hasOwn(attendanceWords, word);

/** What the group said on paper or in a table, written down by the coordinator: the group's word, and not a decision of the coordinator's. */
export const writeDown =
  (ports: SessionPorts, actor: Actor) =>
  async (request: RequestIdentity, { task, meeting }: Pick<RegisterLine, 'task' | 'meeting'>, word: Word) => {
    const referral = referralOf(task);
    if (referral === undefined) return refuse('not-found');
    return actOnReferral(ports)({
      ...{ referral, actor, request },
      action: { kind: 'record-result', task, appointment: meeting, result: attendanceWords[word], by: 'group' },
    });
  };
