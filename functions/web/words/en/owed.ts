import type { Outcome } from '../../../../contracts/lifecycle/codes.ts';
import type { ObligationCode } from '../../../../contracts/lifecycle/obligations.ts';

/** Where what software and operators read (contracts/lifecycle) is not how one would say it to a colleague. */
export const owed: Partial<Readonly<Record<ObligationCode, string>>> = {
  review: 'Look at this, and say how it goes on',
  'next-step': 'Agree the next step with the person, or close it',
  'finish-onward': 'Ask how it goes on with the group: write down what they say, or close it',
  'close-referral': 'Close it: the person cannot go on with it',
  'closing-acknowledged': 'Make sure that somebody where it came from has read how it ended',
  // The practice's first, then theirs who read this: that they have read it themselves is not enough.
  'call-read': 'Make sure that somebody at the practice has read that the person is to be called: ring them',
  'call-read-urgent':
    'Urgent: make sure that somebody at the practice has read that the person is to be called: ring them',
  'look-who-read':
    'Look: a duty owner for safeguarding has read about this person; who and why, whoever runs Handover can say',
  'look-at-linked': 'Look at the other person, a carer or whom they care for, and speak to them',
  'move-on': 'Ask the next group that the person chose: the one before said no, and it could not be asked by itself',
};

/** The same of how something ended. */
export const ends: Partial<Readonly<Record<Outcome, string>>> = {
  'advice-only': 'Information and advice; no group was asked',
};
