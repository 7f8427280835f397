import { isMessageLanguage, type MessageLanguage } from '../../languages.ts';
import { isPersonMessage, type PersonMessage } from '../../lifecycle/person-messages.ts';
import type { Channel } from '../templates.ts';
import { cy } from './cy.ts';
import { en } from './en.ts';
import type { PersonTexts } from './texts.ts';

export const personTexts: Readonly<Record<MessageLanguage, PersonTexts>> = { en, cy };

/** In large print the words are the same: the letter is set larger at Notify. */
export const formats = ['plain', 'easy-read', 'large-print'] as const;
export type PersonFormat = (typeof formats)[number];

/** What Notify knows a text to a person by: `person-moved-en-easy-read`. */
export type PersonTemplateName = `person-${PersonMessage}-${MessageLanguage}-${PersonFormat}`;

const form = /^person-([a-z-]+)-([a-z]{2})-(plain|easy-read|large-print)$/;

/** What Notify fills in. */
export const personPlaceholders = ['when', 'by', 'about', 'worker', 'telephone', 'number'] as const;
export type PersonPersonalisation = Readonly<Partial<Record<(typeof personPlaceholders)[number], string>>>;

/** Subject and paragraphs of a text by its name; undefined: there is none. */
export const personText = (name: string, channel: Channel): { subject: string; body: string } | undefined => {
  const [, says, language = '', format] = form.exec(name) ?? [];
  if (!isPersonMessage(says) || !isMessageLanguage(language)) return undefined;
  const { subject, body, sms = body } = personTexts[language][format === 'easy-read' ? 'easy-read' : 'plain'][says];
  return { subject, body: (channel === 'sms' ? sms : body).join('\n\n') };
};
