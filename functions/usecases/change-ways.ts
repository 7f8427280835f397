import type { OtherWays } from '../domain/reach.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { isSecureMail } from '../domain/secure-mail.ts';
import { changeRegistered } from './change-registered.ts';
import { fault } from './organisation-faults.ts';
import { isName, type Registered } from './participant-register.ts';
import type { Participant } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

/** Without a value it is not reached that way any more. */
export type WaysChange =
  | { readonly way: 'mesh'; readonly mailbox?: string }
  | { readonly way: 'mail'; readonly address?: string }
  | { readonly way: 'post'; readonly lines?: readonly string[] }
  | { readonly way: 'polls'; readonly fetches: boolean };

interface ChangeWays {
  readonly actor: Actor;
  readonly organisation: string;
  readonly change: WaysChange;
}

interface WaysPorts extends Pick<RegisterPorts, 'register' | 'clock'> {
  /** Of the area. */
  readonly secureMailDomains: readonly string[];
}

/** One change of how an organisation is reached besides its endpoint. */
export const changeWays =
  (ports: WaysPorts) =>
  ({ change, ...asked }: ChangeWays): Promise<Result<Registered<Participant>>> =>
    changeRegistered(ports, asked, (newest) => {
      const { version: _, otherWays = {}, ...content } = newest;
      const after = changed(otherWays, change);
      const kept = Object.keys(after).length > 0 ? { otherWays: after } : {};
      return refuseAll(faultsOf(change, newest, ports)) ?? ok({ ...content, ...kept });
    });

const changed = ({ polls, mesh, mail, post }: OtherWays, change: WaysChange): OtherWays => {
  const fetches = change.way === 'polls' ? change.fetches : polls !== false;
  const mailbox = change.way === 'mesh' ? change.mailbox : mesh;
  const address = change.way === 'mail' ? change.address : mail;
  const lines = change.way === 'post' ? change.lines : post;
  return {
    ...(fetches ? {} : { polls: false }),
    ...(mailbox === undefined ? {} : { mesh: mailbox }),
    ...(address === undefined ? {} : { mail: address }),
    ...(lines === undefined ? {} : { post: lines }),
  };
};

/** Documents and letters hold what only direct care may hear, so that only who gives it can have such a way. */
const faultsOf = (change: WaysChange, { kind }: Participant, { secureMailDomains }: WaysPorts): Refusal[] => {
  if (change.way === 'polls') return [];
  const forCare = kind === 'practice' ? [] : [fault(`/${change.way}`, 'Documents and letters are for practices.')];
  return [...forCare, ...formFaults(change, secureMailDomains)];
};

/** @see https://digital.nhs.uk/developer/api-catalogue/message-exchange-for-social-care-and-health-api: mailbox ids */
const mailboxForm = /^[A-Z0-9]{5,20}$/;

const formFaults = (change: WaysChange, domains: readonly string[]): Refusal[] => {
  switch (change.way) {
    case 'mesh':
      return change.mailbox === undefined || mailboxForm.test(change.mailbox)
        ? []
        : [fault('/mesh', 'A mailbox is 5 to 20 capital letters and digits, such as X26OT112.')];
    case 'mail':
      return change.address === undefined || isSecureMail(change.address, domains)
        ? []
        : [fault('/mail', `It must be one e-mail address on a secure domain of the area: ${domains.join(', ')}.`)];
    case 'post':
      return change.lines === undefined ||
        (change.lines.length >= 2 && change.lines.length <= 6 && change.lines.every(isName))
        ? []
        : [fault('/post', 'An address has 2 to 6 lines of 1 to 100 characters.')];
    case 'polls':
      return [];
  }
};
