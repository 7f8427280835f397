import type { AttendanceResult, DeclineReason, FirstConversation, Outcome } from '../../contracts/lifecycle/codes.ts';
import type { Said } from './said.ts';

interface Names {
  /** "the Community Wellbeing Service": configuration, never a name in here. */
  readonly service: string;
  /** Only with the person's permission to name it to the practice. */
  readonly group?: string | undefined;
  /** The person may have died or moved away, as somebody has said by now. */
  readonly mayBeGone?: boolean;
}

/** `action` absent: nothing for the practice to do. At most two sentences. */
export interface Wording {
  readonly action?: string;
  readonly says: readonly [string] | readonly [string, string];
}

type Say = (names: Names) => Wording;

/** DESIGN 4: never "DNA", "no-show", "non-engagement"; a person could not come. */
export const wordingOf = (said: Said, names: Names): Wording =>
  names.mayBeGone ? leavingAlone(asMade(said, names), names) : asMade(said, names);

/** Whatever was to be done when it was made: nobody is sent to somebody who may have died (issue 5 item 5). */
const leavingAlone = ({ action, says }: Wording, { service }: Names): Wording => ({
  ...(action === undefined ? {} : { action: withPerson.includes(action) ? checkRecord : action }),
  says: says[1] === follows(service) ? [says[0]] : says,
});

const asMade = (said: Said, names: Names): Wording => {
  switch (said.topic) {
    case 'first-conversation':
      return conversations[said.conversation ?? 'unsaid'](names);
    case 'first-meeting':
      return meetings[said.attendance ?? 'not-known'](names);
    case 'correction':
      if (said.outcome && !said.attendance)
        return {
          action: 'please correct your record of how the referral ended.',
          says: ['An earlier message was wrong about how the referral ended.', outcomes[said.outcome](names).says[0]],
        };
      return {
        action: 'please correct your record of the first meeting.',
        says: [`An earlier message was wrong: ${corrected[said.attendance ?? 'not-known']}`],
      };
    case 'refused':
      return said.decline ? refusals[said.decline](names) : refused(names);
    case 'question-taken-back':
      return { says: [capital(`${names.service} needs no answer to its question any more.`)] };
    case 'contact-corrected':
      return {
        action: 'please check how your record says that the person can be reached.',
        says: [capital(`${names.service} has corrected the contact details of the person.`)],
      };
    case 'already-known':
      return { says: [capital(`${names.service} already knows this person. They agreed that you are told so.`)] };
    case 'other-practice':
      return {
        action: 'please check whether the person is still registered with you, and tell the service.',
        says: [
          capital(`${names.service} has heard that the person is with another practice now.`),
          'Until that is clear, nothing more is sent to you about the referral.',
        ],
      };
    case 'closing': {
      const ended = said.outcome ?? said.ended;
      return ended ? outcomes[ended](names) : ending(said, names);
    }
  }
};

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
const decideTogether = 'please decide with the person what to do next.';
const askHow = 'please ask the person, when you next speak to them, how they are and how they can be reached.';
const askAgain = 'please ask the person, when you next speak to them, whether they would like support another time.';
const withPerson: readonly string[] = [decideTogether, askHow, askAgain];
const checkRecord = 'please check that your record of the person is up to date.';
const follows = (service: string): string => capital(`${service} will speak with them about it.`);

/** A message from before these codes was made when the work began, whether or not anybody had spoken with the person. */
const conversations: Record<FirstConversation | 'unsaid', Say> = {
  held: ({ service }) => ({ says: [capital(`${service} has had a first conversation with the person.`)] }),
  'not-possible': ({ service }) => ({
    says: [
      capital(`${service} could not have a first conversation with the person.`),
      'The referral is still open, and you will hear how it ends.',
    ],
  }),
  unsaid: ({ service }) => ({ says: [capital(`${service} has begun to work with the person.`)] }),
};

const meetings: Record<AttendanceResult, Say> = {
  attended: ({ group }) => ({
    says: [`The person went to the first meeting ${group ? `with ${group}` : 'of the support that they chose'}.`],
  }),
  'did-not-attend': ({ service }) => ({
    says: ['The person did not come to the first meeting.', follows(service)],
  }),
  'could-not-come': ({ service }) => ({
    says: ['The person could not come to the first meeting.', follows(service)],
  }),
  'not-sure': ({ service }) => ({
    says: ['It is not certain whether the person came to the first meeting.', follows(service)],
  }),
  'not-known': () => ({ says: ['Whether the person came to the first meeting could not be found out.'] }),
};

/** What was said before need not be looked up: what holds now is said whole. */
const corrected: Record<AttendanceResult, string> = {
  attended: 'the person went to the first meeting.',
  'did-not-attend': 'the person did not come to the first meeting.',
  'could-not-come': 'the person could not come to the first meeting.',
  'not-sure': 'it is not certain whether the person came to the first meeting.',
  'not-known': 'whether the person came to the first meeting could not be found out.',
};

const refused: Say = ({ service }) => ({
  action: decideTogether,
  says: [capital(`${service} cannot take the referral.`)],
});

const refusals: Record<DeclineReason, Say> = {
  'no-capacity': ({ service }) => ({
    action: decideTogether,
    says: [capital(`${service} cannot take the referral: there is no room at the moment.`)],
  }),
  'not-suitable': ({ service }) => ({
    action: decideTogether,
    says: [capital(`${service} cannot take the referral: it is not the right service for this person.`)],
  }),
  'too-complex': ({ service }) => ({
    action: decideTogether,
    says: [capital(`${service} cannot take the referral: the person needs more support than it can give.`)],
  }),
  'declined-by-person': () => ({ says: ['The person decided against the referral.'] }),
};

const notReached: Say = ({ service }) => ({
  action: askHow,
  says: [capital(`${service} could not reach the person and has ended the referral.`)],
});

const outcomes: Record<Outcome, Say> = {
  'connected-and-attended': ({ group }) => ({
    says: [
      `The person is connected to support${group ? ` with ${group}` : ''} and went to the first meeting.`,
      'The referral has ended.',
    ],
  }),
  'connected-not-attended': () => ({
    says: [
      'The person was put in touch with support and could not come to a first meeting.',
      'The referral has ended.',
    ],
  }),
  'advice-only': () => ({ says: ['The person was given information and advice.', 'The referral has ended.'] }),
  'no-service-available': () => ({
    action: decideTogether,
    says: ['No service is available for what the person needs.', 'The referral has ended.'],
  }),
  'declined-by-person': () => ({ says: ['The person decided against support.', 'The referral has ended.'] }),
  'unable-to-contact': notReached,
  'moved-or-died': ({ service }) => ({
    action: checkRecord,
    says: [capital(`${service} heard that the person has moved away or died, and has ended the referral.`)],
  }),
};

const ending = ({ business }: Said, names: Names): Wording => {
  if (business === 'disengaged')
    return {
      action: askAgain,
      says: [capital(`${names.service} has lost touch with the person and has ended the referral.`)],
    };
  if (business === 'capacity-lost')
    return { action: decideTogether, says: [capital(`${names.service} can no longer go on with the referral.`)] };
  const says: readonly [string] = [capital(`${names.service} has ended its work on the referral.`)];
  // Only who was asked to stop ends without a question to the practice.
  return business === 'withdrawn' ? { says } : { action: decideTogether, says };
};
