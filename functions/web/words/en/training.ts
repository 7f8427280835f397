/** Words of the page that an area for training alone has: what would have been sent. */
export const training = {
  title: 'What would have been sent',
  says: 'In an area for training nothing leaves. Here is what would have gone, of the people who were entered last, the newest first.',
  none: 'Nothing yet. A message stands here a minute after it would have been sent.',
  count: (people: number) => (people === 1 ? 'Of one person' : `Of the last ${people} people`),
  toPerson: (channel: string, to: string) => `To the person, by ${channel}: ${to}`,
  channels: { sms: 'text message', email: 'e-mail', letter: 'letter' },
  notNow: 'To the person. As it is known of them now it would not be written: somebody tells them.',
  to: (name: string) => `To ${name}`,
  software: 'By software or on paper: the message itself.',
  link: 'With a link of their own, which only a message holds. Write it out for them on the page of the meeting.',
  at: (at: string) => `It would have gone on ${at}.`,
} as const;
