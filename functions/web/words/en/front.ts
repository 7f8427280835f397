/** Words of the first page, for anybody who comes without knowing where to go. */
export const front = {
  title: 'Handover',
  what: (service: string) =>
    `Handover takes people who would like company, advice or something to do from their practice to ${service}, from there to a group, and tells whoever asked how it went.`,
  staff: 'People who work with it',
  signIn: 'Sign in: practices, the service, councils and groups',
  help: 'Would you like help yourself, or for somebody you know?',
  helpSays: (service: string, telephone: string) =>
    `Follow the poster of your practice: it leads to a page of its own. Or ring ${service} on ${telephone}.`,
  group: 'Do you run a group?',
  groupSays: 'The links that you need are in the messages that we send you. No account is needed.',
  more: 'More',
  unsafe: 'Somebody is not safe: whom to ring now',
  figures: 'How well it works, in figures',
  software: 'For whoever writes software: what each refusal means',
  back: 'Handover: first page',
} as const;
