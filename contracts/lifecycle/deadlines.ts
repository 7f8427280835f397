/** Default deadlines in working days of England; configuration of an area may be shorter. Origins: DESIGN 4, standards.md 12.10. */
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
  /** From acceptance by a partner to a named first meeting. */
  nameMeeting: 5,
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
  /** An abort request is answered. */
  abort: 2,
  /** A hold, a draft or a waiting list is looked at again. */
  longestReview: 20,
  /** A closing message is read by a person at the practice: remind, then the coordinator rings (standards.md 12.10: 5). */
  closingAcknowledged: { remind: 3, ring: 5 },
  /** A message that did not arrive is told in another way. */
  tellOtherwise: 1,
  /** Every number of the person is not safe: somebody finds another way. */
  findAWay: 1,
  /** Results may be corrected and outputs added for this many calendar days after the end. */
  graceDays: 30,
} as const;
