/** The ways out at which this run listens. One by which nothing came was not tried, and proves nothing. */
export const channels = {
  answer: 'an answer of the FHIR or partner API',
  error: 'an answer that is a refusal',
  page: 'a page that anybody may open',
  screen: 'a page of somebody who is signed in',
  endpoint: 'what came to an organisation’s own server',
  webhook: 'what came to a partner’s webhook',
  document: 'a document by MESH, with its PDF',
  mail: 'an e-mail, with its PDF',
  concern: 'an answer of the safeguarding door',
  'subject-access': 'the export of all that is held of one person',
  export: 'what a command of the operator prints: a referral, who saw it, what is late, who is registered',
  url: 'a URL that the hub asked for or pointed to, with the headers beside it',
  name: 'the name of a file, and what stands on an envelope',
  event: 'an event on the bus',
  queue: 'a message on a queue',
  'dead-letter': 'a message that nothing could be done with',
  log: 'a line of log, of a function or of the hub',
  metric: 'a metric',
  key: 'a key of a table or an index, and its name',
} as const;
export type Channel = keyof typeof channels;

export const isChannel = (name: string): name is Channel => name in channels;
export const everyChannel: readonly Channel[] = Object.keys(channels).filter(isChannel);
