import { companionTemplates } from './companion-templates.ts';
import { personText } from './person/templates.ts';

/**
 * What the hub says to people who have no software, word by word. GOV.UK Notify keeps the words: whoever sets it up enters each text
 * there, and puts the id that it gets beside its name into the secret (infra/decisions/0022-links-and-messages.md). The
 * local runtime reads them here.
 *
 * None names a person, a reason or a service; each has a human's name and number, and a way out.
 */
interface Template {
  /** Of an e-mail and a letter. */
  readonly subject: string;
  readonly body: string;
  /** Of a text message, where it says something else. */
  readonly sms?: string;
}

const human = 'Not sure, or worried about somebody? Ring ((worker)) on ((telephone)).';
const out = 'I no longer run this: ((stop))';

const signed = (...lines: readonly string[]): string => [...lines, human, out].join('\n\n');

export const templates = {
  ...companionTemplates,
  'session-named': {
    subject: 'Who is coming on ((when))',
    body: signed(
      'Hello ((name)),',
      'Somebody is coming to ((group)) on ((when)), ((where)). See who, and afterwards say who came:',
      '((link))',
    ),
  },
  'session-changed': {
    subject: 'A change on ((when))',
    body: signed(
      'Hello ((name)),',
      'Somebody who was to come to ((group)) on ((when)), ((where)), is not coming. Please do not wait for them. See who is on the list now:',
      '((link))',
    ),
  },
  'session-moved': {
    subject: 'A change: now ((when))',
    body: signed(
      'Hello ((name)),',
      'Somebody who was to come to ((group)) on ((before)) is to come on ((when)), ((where)). See who, and afterwards say who came:',
      '((link))',
    ),
  },
  'who-came': {
    subject: 'Who came on ((when))?',
    body: signed('Hello ((name)),', 'Please say who came to ((group)) on ((when)). It takes two taps:', '((link))'),
    sms: signed(
      'Hello ((name)), expected at ((group)) on ((when)): ((count)). How many came? Answer ALL, NONE or HELP.',
      'Or say who: ((link))',
    ),
  },
  'can-you': {
    subject: 'Can ((group)) take one more person?',
    body: signed(
      'Hello ((name)),',
      'Somebody would like to come to ((group)). Say yes, no, or that you are full:',
      '((link))',
    ),
  },
  'have-you-room': {
    subject: 'Can ((group)) take one person?',
    body: signed(
      'Hello ((name)),',
      'Could ((group)) take one more person? It is about nobody yet. Say it here:',
      '((link))',
    ),
  },
  'register-code': {
    subject: 'The four digits for your printed list',
    body: signed(
      'Hello ((name)),',
      'The four digits for the printed list of ((group)) on ((when)) are ((code)). Please do not write them on the paper.',
    ),
  },
} as const satisfies Record<string, Template>;
export type TemplateName = keyof typeof templates;

export const channels = ['email', 'sms', 'letter'] as const;
export type Channel = (typeof channels)[number];

/** What Notify fills in; every text asks for some of these. */
export const placeholders = [
  'name',
  'group',
  'when',
  'before',
  'where',
  'link',
  'stop',
  'worker',
  'telephone',
  'count',
  'code',
] as const;
export type Personalisation = Readonly<Partial<Record<(typeof placeholders)[number], string>>>;

const isTemplate = (name: string): name is TemplateName => Object.hasOwn(templates, name);

/** A text message is its body alone, without the empty lines. */
export const filled = (name: string, channel: Channel, personalisation: Readonly<Record<string, string>>) => {
  const text: Template | undefined = isTemplate(name) ? templates[name] : personText(name, channel);
  if (!text) return undefined;
  const { subject, body, sms = body } = text;
  const fill = (text: string): string =>
    text.replaceAll(/\(\((\w+)\)\)/g, (_, key: string) => personalisation[key] ?? '');
  return channel === 'sms'
    ? { body: fill(sms).replaceAll('\n\n', '\n') }
    : { subject: fill(subject), body: fill(body) };
};
