import { companion } from './en/companion.ts';
import { confirming } from './en/confirming.ts';
import { front } from './en/front.ts';
import { group } from './en/group.ts';
import { localTeams } from './en/local-teams.ts';
import { ownForStaff } from './en/own-for-staff.ts';
import { poster } from './en/poster.ts';
import { practice } from './en/practice.ts';
import { refer } from './en/refer.ts';
import { suggest } from './en/suggest.ts';
import { timeline } from './en/timeline.ts';
import { toPerson } from './en/to-person.ts';
import { training } from './en/training.ts';
import { waiting } from './en/waiting.ts';
import { worklist } from './en/worklist.ts';
import { worried } from './en/worried.ts';

/**
 * Every word of the pages for people, in English. Another language is another file of this shape (words.ts): a word that it lacks is
 * a compile error. Plain, and never "referral", "no-show" or "non-engagement" to people (DESIGN 4). What developers read
 * about error codes is documentation, and stands in contracts/error-pages.
 */
export const en = {
  language: 'en-GB',
  shell: {
    service: 'Handover',
    skip: 'Skip to main content',
    footer: 'Handover: nobody is lost on the way from asking for help to being there.',
    title: (page: string) => `${page} – Handover`,
    titleWithProblem: (page: string) => `Error: ${page} – Handover`,
    practice: { title: 'For practice.', says: 'These people are made up, and nothing is sent to anybody.' },
    account: 'Your account',
    signOut: 'Sign out',
  },
  refused: {
    absent: 'Page not found',
    failed: 'Sorry, this did not work',
    notYours: 'This page is for people with another role.',
    nothingHere: 'There is no page at this address. A letter may be missing, or it may be over.',
    correlation: 'Correlation id',
    notSignedIn: 'You are not signed in',
    signInAgain: 'Whoever does nothing for half an hour is signed out, so that nobody else reads on.',
    notSent: 'Nothing was sent, and what you wrote is not kept. Copy it from here before you sign in:',
    home: 'Handover: start',
  },
  signIn: {
    title: 'Sign in',
    says: 'For people of organisations that take part. You sign in where you always do; Handover never sees your password.',
    button: 'Sign in',
    failed: 'You could not be signed in',
    failedSays: 'Nothing is wrong with what you did. Try again; if it fails again, tell whoever runs Handover for you.',
    unknown: 'Handover does not know you yet',
    unknownSays:
      'You signed in where you always do, and no organisation here has you on its list of people. Ask your manager to have you put on it.',
    nobodyElse: 'Nothing was opened, and nothing was kept.',
    again: 'Sign in again',
    none: 'People cannot sign in here yet. Whoever runs Handover has to connect it first.',
    out: 'You have signed out',
    outSays: 'On a computer that others use, close the browser too.',
  },
  localTeams,
  suggest,
  training,
  waiting,
  front,
  worklist,
  timeline,
  toPerson,
  start: {
    title: 'Start',
    who: 'You',
    organisation: 'For',
    role: 'As',
    roles: {
      practice: 'member of the practice',
      professional: 'health or care professional',
      connector: 'community connector',
      'clinical-owner': 'clinical owner',
      'patient-group-member': 'member of the patient group',
      'ig-reader': 'information governance lead',
      'link-worker': 'link worker',
      manager: 'manager',
      group: 'organiser',
      companion: 'companion',
      'council-officer': 'council officer',
      'duty-owner': 'duty owner for safeguarding',
      commissioner: 'commissioner',
      'measure-provider': 'provider of questionnaires',
    },
    pages: 'What you can do',
    overdue: 'What is overdue',
  },
  forms: {
    problem: 'There is a problem',
    stale: 'This page was open for too long, or in another window. Nothing was done. Open it again and send it again.',
    wrong: 'What arrived was not what the page sends. Nothing was done.',
    tooLong: (most: number) => `Write ${most} characters at most`,
    missing: (label: string) => `Fill in “${label}”`,
    choose: 'Choose one',
    chooseFor: (label: string) => `Choose an answer to “${label}”`,
    tick: 'Tick the box, if it is so',
    number: (low: number, high: number, decimal?: true) =>
      `Enter a ${decimal ? 'number' : 'whole number'} from ${low} to ${high}`,
    date: 'Enter a date, such as 2027-03-31',
    time: 'Enter a time, such as 14:30',
  },
  refer,
  practice,
  ownForStaff,
  poster,
  overdue: {
    title: 'What is overdue',
    counts: {
      overdue: 'Overdue',
      stuck: 'Stuck: everybody whose it is was reminded',
      silent: 'Silent: nobody opened it or acted for two working days after it was due',
      undelivered: 'Messages that did not arrive',
    },
    order: 'Those that wait longest come first.',
    who: 'Who it is about stands in your own system, under the reference.',
    whose: 'Whose it is',
    since: 'Since',
    by: 'By',
    is: 'It is',
    roles: {
      'on-duty': 'on duty',
      assignee: 'the person whose case it is',
      deputy: 'deputy',
      manager: 'manager',
    },
    states: {
      late: 'late',
      stuck: 'stuck: everybody was reminded',
      silent: 'silent: nobody opened it or acted',
      undelivered: 'did not arrive',
    },
    noDeadline: 'none',
    more: (left: number) =>
      left === 1 ? 'There is one more, which began later.' : `There are ${left} more, which began later.`,
    nothing: 'Nothing is overdue, and every message arrived.',
  },
  figures: {
    title: 'Figures',
    silent: (count: number, since: string) => `Silent referrals: ${count}, since ${since}`,
    neverCounted: 'Silent referrals: not known; nobody has counted yet',
    unknownSince: (since: string) => `Silent referrals: not known since ${since}`,
    means:
      "A referral is silent when somebody owes something in it, and nobody opened it or did anything for two working days after that was due. The hub's own reminders do not count.",
    counted: 'It is counted every minute.',
    countedLast: (last: string) => `It is counted every minute, the last time on ${last}.`,
  },
  safeguarding: {
    title: 'Worried about somebody',
    routes: { adults: 'About an adult', children: 'About a child' },
    written: 'Telling it in writing',
  },
  worried,
  group,
  confirming,
  companion,
} as const;
