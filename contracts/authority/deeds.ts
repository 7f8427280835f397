/**
 * What anybody may do or see, by kind. Which action moves which Task is the transition table's alone
 * (contracts/lifecycle/transitions.ts); a deed is what a role needs to be allowed at all.
 */
export const deeds = {
  'see-receipt': 'see the receipt of its own request: the reference, and what it sent',
  'see-status': 'see whether its request is under way, declined or over',
  'see-outcome': 'see how its request went and ended, in codes',
  'see-invitation': 'see an onward request by its tier',
  'see-record': 'see all of a referral',
  'see-own-page': 'see the page about themself',
  'see-counts': 'see counts',
  'see-trail': 'see who saw what, in codes and ids',
  refer: 'ask for somebody, or for more',
  'see-answers': 'see the answers to a request that names it for them',
  message: 'ask, answer and add a note',
  acknowledge: 'say that somebody opened it, or has read a message',
  report: 'say what became known of the person',
  'correct-contact': 'correct how the person can be reached',
  end: 'take a request back, recall it, or ask to stop',
  work: 'accept, hold, record, and arrange meetings for a referral',
  close: 'decline or end a referral for the service',
  'ask-partner': 'ask an organisation onward, and stop asking',
  permit: 'record what the person permits, and recall copies',
  assign: 'say whose case it is',
  'take-part': 'answer an onward request, name meetings, say who came',
  concern: 'say that somebody may not be safe',
  'read-concerns': 'read concerns',
  'pause-requests': 'pause new requests to an organisation',
  'break-glass': 'read one referral for an hour, with a reason, on record',
  export: 'take everything out by a command, on record',
  register: 'register organisations and software',
} as const;
export type Deed = keyof typeof deeds;
