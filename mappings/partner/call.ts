import type { Communication } from 'fhir/r4.js';
import { isCallAskedBy } from '../../contracts/lifecycle/please-call.ts';
import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { systems } from '../../contracts/systems.ts';
import { callsIn, isOpenCall, isUrgent } from '../../functions/domain/call/calls.ts';
import { callSays, readingOf } from '../../functions/domain/call/says.ts';
import { codeIn, isAbout } from '../../functions/domain/coding.ts';
import { unlessEmpty } from '../../functions/domain/given.ts';
import { organisationOf, referenceTo } from '../../functions/domain/referral.ts';
import { senderOf } from '../../functions/domain/said/correspondence.ts';
import { type Field, fieldsOf, type InvitationSource } from './field.ts';

type CallView = NonNullable<Invitation['calls']>[number];

/** The person is not well, as this group said it. Which practice reads it, and what it said, is not the group's to know. */
export const callFields = {
  urgency: { why: 'to see what it asked for', of: (c) => (isUrgent(c) ? 'urgent' : 'not-urgent') },
  askedBy: {
    why: 'to see what it asked for',
    of: ({ topic }) => {
      const code = codeIn(systems.pleaseCall, topic);
      return isCallAskedBy(code) && code === 'person' ? 'person' : 'group';
    },
  },
  at: { why: 'to see when', of: ({ sent = '' }) => sent },
  readBy: {
    why: 'to know until when nobody may have read it',
    of: (c) => readingOf(c).readBy,
  },
  read: { why: 'to know that somebody who can help has', of: (record) => !isOpenCall({ record }) },
  says: {
    why: 'to tell the person who reads it by when, and whom to ring in danger: a sentence of the hub',
    // Made anew, so that no way leads from a text that is stored to a partner.
    of: (c) => callSays(readingOf(c), isOpenCall({ record: c }) ? 'unknown' : 'read'),
  },
} as const satisfies Record<keyof CallView, Field<Communication, unknown>>;

/** Only its own, and not one that a later urgent one stands for: nobody is asked to read it any more. */
export const ownCalls = ({ referral, onward }: InvitationSource): Invitation['calls'] => {
  const owner = organisationOf(onward.task.owner);
  const own = callsIn(referral)
    .map(({ record }) => record)
    .filter(({ status }) => status !== 'stopped')
    .filter((record) => senderOf(record) === owner && isAbout(record, referenceTo(onward.task)));
  return unlessEmpty(own.map((record): CallView => fieldsOf(callFields, record)));
};
