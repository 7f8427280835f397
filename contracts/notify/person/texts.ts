import type { PersonMessage } from '../../lifecycle/person-messages.ts';

export interface PersonText {
  /** Of an e-mail and a letter. */
  readonly subject: string;
  /** Paragraphs. */
  readonly body: readonly string[];
  /** Where a text message says it otherwise. */
  readonly sms?: readonly string[];
}

/** All that the hub says to people in one language. `((…))` is filled in by Notify: `placeholders` of templates.ts. */
export interface PersonTexts {
  readonly plain: Readonly<Record<PersonMessage, PersonText>>;
  readonly 'easy-read': Readonly<Record<PersonMessage, PersonText>>;
  /** Where and with whom: `named` where the person agreed that messages say so, else `unnamed`. */
  readonly about: {
    readonly named: string;
    readonly group: string;
    readonly unnamed: string;
    /** Where their own page is, if they have one: it says all that a message must not. */
    readonly page: string;
    readonly ways: Readonly<Record<'telephone' | 'video' | 'home-visit', string>>;
  };
  /** A day and a time of it; the hub fills it in. */
  readonly when: string;
  /** Whom to ring, where the case is nobody's yet: no service is named. */
  readonly us: string;
}
