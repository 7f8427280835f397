/** Default deadlines in working days of England; an area may have others: contracts/areas. Origins: DESIGN 4, standards.md 12.10. */
export const deadlines = {
  /** An owner answers a request: remind, then escalate. */
  answer: { remind: 2, escalate: 5 },
  /** The same for a request of priority `urgent`. */
  answerUrgent: { remind: 1, escalate: 2 },
  /** Needs a person first: the same working day. */
  personFirst: 0,
  /** From acceptance to the first conversation with the person. */
  firstConversation: 5,
  /** In progress without an onward request or a next step. */
  nextStep: 5,
  /** A group said no, and the person chose another for that case, whom the hub does not ask by itself (issue 9, 5). */
  askNext: 1,
  /** Feedback without a reply: none older than 30 days (users.md S65), also over Christmas. */
  replyFeedback: { remind: 10, late: 18 },
  /** From acceptance by a partner to a named first meeting. */
  nameMeeting: 5,
  /** Before a meeting: interpreter, transport and adaptations are arranged. */
  arrangeBefore: 2,
  /** After a first meeting: chase the group, chase again, then the link worker. */
  meetingResult: { chase: 1, chaseAgain: 2, escalate: 3 },
  /** After somebody did not come: a person talks to them. */
  followUp: 2,
  /** Tries to reach a person, each on another day, before they count as not to be reached: standards.md 12.10. */
  contactAttempts: 3,
  /** A question is answered by the other side; then the coordinator is told. */
  question: 2,
  /** The same for a request of priority `urgent`. */
  questionUrgent: 1,
  /** A note or an answer of whoever referred is read by somebody at the coordinator. */
  readNote: 2,
  /** An abort request is answered. */
  abort: 2,
  /** A hold, a draft or a waiting list is looked at again; no area may wait longer (DESIGN 4). */
  longestReview: 20,
  /** A closing message is read by a person at the practice: remind, then the coordinator rings (standards.md 12.10: 5). */
  closingAcknowledged: { remind: 3, ring: 5 },
  /** A message that did not arrive is told in another way. */
  tellOtherwise: 1,
  /** The person is told of a meeting, or that it is another; and not later than the working day before it (issue 8). */
  tellPerson: 1,
  /** Every number of the person is not safe: somebody finds another way. */
  findAWay: 1,
  /** What was reported of the person (died, in hospital, moved, another practice) is confirmed, or said to be wrong: issue 5. */
  confirmCircumstance: 1,
  /** Somebody has died who was a carer, or was cared for: their linked referral is looked at (issue 6). */
  lookAtLinked: 1,
  /** Messages to a practice that is not the person's any more are told by somebody. */
  clearPractice: 1,
  /** After a report that was wrong: somebody speaks to the person about what was called off. */
  makeGood: 1,
  /** After a permission was withdrawn: whoever holds a copy on paper or in its own system is rung (issue 6). */
  recallCopy: 1,
  /** Somebody is not well and a call was asked for: who cares for them has read it, then the coordinator rings (issue 6). */
  callRead: { read: 1, ring: 2 },
  /** The same where it is urgent, in working hours: 09:00 to 17:00 of a working day. */
  callReadUrgentHours: { read: 1, ring: 2 },
  /** The person and the group do not say the same about a meeting: the link worker says which holds (issue 7). */
  resultsDiffer: 1,
  /** A group without software cannot be reached, or asked for help: somebody rings (issue 7). */
  ringGroup: 1,
  /** A companion who was asked to go along answers: remind, remind again, then the coordinator rings (issue 7, 6). */
  answerCompanion: { remind: 1, remindAgain: 2, escalate: 3 },
  /** After the meeting they say whether they met: as whoever says who came is chased. */
  companionResult: { chase: 1, chaseAgain: 2, escalate: 3 },
  /** They did not meet: somebody speaks to the person, the same working day. */
  companionMissed: 0,
  /** After a duty owner read a referral that is not theirs: a manager of the coordinator looks (issue 6). */
  lookWhoRead: 1,
  /** Results may be corrected and outputs added for this many calendar days after the end. */
  graceDays: 30,
} as const;

/** The same in every area: what may still be said, and how often somebody tries, is no matter of how busy a team is. */
type Everywhere = 'graceDays' | 'contactAttempts';

type Numbers<T> = { readonly [K in keyof T]: T[K] extends number ? number : Numbers<T[K]> };

/** The deadlines of one area, whole. */
export type Policy = Numbers<Omit<typeof deadlines, Everywhere>>;

type Some<T> = { readonly [K in keyof T]?: T[K] extends number ? number : Some<T[K]> };

/** What an area has other than the default. */
export type PolicyChanges = Some<Policy>;
