import { companionOnward } from '../../../functions/domain/companion/companions.ts';
import { because, move } from './acts.ts';
import { idOf, type Owing, spoke, tried, type Way, type Ways } from './true-acts.ts';

/** What ends each thing that is owed about a companion, whatever is the case. */

const cannot = because('I cannot', 'companion-cannot');

/** What is said to the person is said about the request to the group: a companion's Task is theirs alone. */
const ofOnward = (of: Owing): Owing => ({ ...of, task: companionOnward(of.referral, of.task)?.task ?? of.task });
const spoken = (of: Owing): Way[] => [[[of.coordinator, spoke(idOf(ofOnward(of).task))]]];
const by = ({ owner, coordinator, task }: Owing, to: Parameters<typeof move>[1], more = {}): Way[] =>
  [owner, coordinator].map((who): Way => [[who, move(idOf(task), to, more)]]);

export const companionWays = {
  'answer-companion': (of: Owing): Ways => ({
    yes: by(of, 'accepted'),
    no: by(of, 'rejected', cannot),
    'nobody answers': [[[of.coordinator, move(idOf(of.task), 'cancelled', because('No answer'))]]],
  }),
  'find-companion': (of: Owing): Ways =>
    of.task.status === 'requested'
      ? {
          'they say yes after all': by(of, 'accepted'),
          'nobody answers': [[[of.coordinator, move(idOf(of.task), 'cancelled', because('No answer'))]]],
        }
      : { 'the person comes alone': spoken(of), 'the person is not reached': [tried(ofOnward(of))] },
  'companion-result': (of: Owing): Ways => ({ met: by(of, 'completed'), 'did not meet': by(of, 'failed', cannot) }),
  'companion-missed': (of: Owing): Ways => ({ spoken: spoken(of), 'not reached': [tried(ofOnward(of))] }),
} as const;
