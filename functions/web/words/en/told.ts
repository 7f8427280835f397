import type { OrganiserDoubt } from '../../../domain/organiser.ts';

/** Words about what a group was told, and whom to ring there. */
export const told = {
  ring: (name: string) => `Ring ${name} of the group`,
  write: (name: string, to: string) => `Nobody wrote down a number of the group. Write to ${name}: ${to}.`,
  nobody:
    'No message goes to this group: nobody is written down who gets one. If it has no software of its own, ring it, and ask whoever runs Handover to write down a person there.',
  of: { t: 'The question whether they can take the person', a: 'The list of the meeting', m: 'The reminder' },
  change: 'What is new for their software',
  doubt: {
    stopped: (name: string) => `${name} has said that they no longer run it: nothing goes to them. Ring the group.`,
    returned: (name: string) => `A message to ${name} came back: nothing goes to them. Ring the group.`,
    unconfirmed: (name: string) =>
      `Nobody has made sure for half a year that ${name} still runs it: nothing goes to them. Ring the group.`,
  } satisfies Record<OrganiserDoubt, (name: string) => string>,
  waiting: 'is on its way',
  later: (at: string) => `could not be sent yet, and is tried again; the last time on ${at}`,
  came: {
    sent: (at: string) => `was sent on ${at}; whether it arrived is not known yet`,
    'infrastructure-ack': (at: string) => `was sent on ${at}, and arrived`,
    'business-ack': (at: string) => `was sent on ${at}, and somebody has it`,
    refused: (at: string) => `was sent on ${at}, and came back: ring them`,
    'by-hand': (at: string) => `could not be sent on ${at}: ring them`,
  },
} as const;
