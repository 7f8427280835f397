import { mostRanked } from '../../../contracts/directory/not-offered.ts';
import { extensions } from '../../../contracts/systems.ts';
import { weighNow } from '../../directory/weigh-now.ts';
import { readInstant } from '../../domain/calendar.ts';
import { rankedBy, servicesIn } from '../../domain/options/decide-keep-ranked.ts';
import { roleOf } from '../../domain/parties.ts';
import { referralOf } from '../../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import type { Answer } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { identityOf } from '../request-identity.ts';
import type { postOpened } from './post-opened.ts';
import { recordedAnswer } from './recorded-answer.ts';

const nameOf = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const longestName = 100;

/** A list that another tool ranked (issue 9, 8): kept as options to choose from, each marked with why it is none; nobody is asked. */
export const postOptions: typeof postOpened = async (ports, request, sent, task): Promise<Result<Answer>> => {
  const [by, services] = [nameOf(rankedBy(sent)), servicesIn(sent) ?? []];
  const at = sent.sent === undefined ? request.now : readInstant(sent.sent);
  const faults: Refusal[] = [
    ...((sent.about ?? []).length === 1 && task.endsWith('.t1')
      ? []
      : [
          { code: 'wrong-parent', expression: 'Communication.about', diagnostics: 'the Task of the referral' } as const,
        ]),
    ...(by === '' || by.length > longestName
      ? [
          {
            ...({ code: 'missing-element', expression: `Communication.extension('${extensions.rankedBy}')` } as const),
            diagnostics: `valueString: who or what ranked, at most ${longestName} characters`,
          },
        ]
      : []),
    ...(services.length === 0 || services.length > mostRanked
      ? [
          {
            ...({ code: 'invalid-input', expression: 'Communication.payload' } as const),
            diagnostics: `1 to ${mostRanked} of contentReference HealthcareService/<id>, best first, and nothing else`,
          },
        ]
      : []),
    ...(at === undefined ? [{ code: 'invalid-input', expression: 'Communication.sent' } as const] : []),
  ];
  const refused = refuseAll(faults);
  const referral = referralOf(task);
  if (refused || at === undefined) return refused ?? refuse('invalid-input', { expression: 'Communication.sent' });
  if (referral === undefined) return refuse('not-found');
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    // The directory is looked at for whoever may be told of it alone.
    action: async (state) => {
      const isOwn = roleOf(state, actor.organisation) === 'coordinator';
      const options = isOwn ? await weighNow(ports, state, services, request.now) : [];
      return ok({ kind: 'keep-ranked', by, at, options });
    },
  });
  if (!acted.ok) return acted;
  const version = String(acted.value.version);
  const kept = acted.value.asWritten.communications.findLast(({ meta }) => meta?.versionId === version);
  return recordedAnswer(ports, acted.value, kept, actor);
};
