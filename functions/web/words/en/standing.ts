/** How something stands: what anybody must know first, the risks that are written down, and each status. */
export const standing = {
  notices: {
    prohibited: 'Nobody may contact this person.',
    personFirst: 'Needs a person first: read the risks and speak to the person before anything else.',
    unreadNote: 'Read first what whoever referred has written: nobody here has said that they have.',
    reported: (what: string) => `Reported, and not confirmed yet: ${what}. Leave them alone until it is.`,
    confirmed: (what: string) => `Confirmed: ${what}.`,
  },
  risks: {
    'risk-to-self': 'Risk to themselves',
    'risk-to-others': 'Risk to others',
    safeguarding: 'Safeguarding',
    'no-known-risks': 'No risks are known to whoever referred',
    'no-known-safeguarding-concerns': 'No safeguarding concerns are known to whoever referred',
    'needs-person-first': 'Words or codes of danger were found in what was sent',
  },
  states: {
    draft: 'not checked yet: ring whoever told us, then put it on the list or stop it',
    requested: 'asked, not answered yet',
    accepted: 'taken on',
    rejected: 'declined',
    'in-progress': 'under way',
    'on-hold': 'paused',
    cancelled: 'stopped',
    completed: 'done',
    failed: 'ended early',
    'entered-in-error': 'withdrawn as a mistake',
  },
} as const;
