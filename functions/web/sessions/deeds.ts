import type { OrganiserSaid } from '../../delivery/organiser/said.ts';
import { referralOf } from '../../domain/referral.ts';
import type { SentForm } from '../forms/form.ts';
import type { SessionList } from './list.ts';

/** What is done by whoever delivers: it alone may change a register, and sends. */
const deeds = ['code', 'withdraw', 'confirm', 'ask-room', 'has-room', 'full'] as const;
export type Done = (typeof deeds)[number];
export const isDeed = (word: string): word is Done => deeds.some((one) => one === word);

export const whatToAsk = (
  what: Done,
  { group, link, lines }: SessionList,
  form: SentForm,
): OrganiserSaid | undefined => {
  const { organisation } = group;
  switch (what) {
    case 'code': {
      const [line] = lines;
      const referral = line && referralOf(line.task);
      return line && referral !== undefined
        ? { kind: 'send-code', organisation, referral, meeting: line.meeting }
        : undefined;
    }
    case 'withdraw':
      return { kind: 'withdraw', organisation, link };
    case 'confirm':
      return { kind: 'confirm', organisation };
    case 'ask-room':
      return { kind: 'ask-room', organisation, request: form.requestId };
    case 'has-room':
    case 'full':
      // What was heard on the telephone is the same fact as what came by a link.
      return { kind: what, organisation, saidAt: form.now };
  }
};
