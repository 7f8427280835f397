import type { Communication } from 'fhir/r4.js';
import { isOpenCall } from '../functions/domain/call/calls.ts';
import { callSays, readingOf } from '../functions/domain/call/says.ts';
import { senderOf } from '../functions/domain/said/correspondence.ts';
import { allow } from './allow-list.ts';
import { elementsIn, type Named } from './named.ts';

export const callAsked = [
  {
    why: 'to see what it asked for, as codes',
    elements: ['resourceType', 'id', 'meta', 'category', 'topic', 'priority', 'sender', 'sent', 'about'],
  },
  { why: 'to see whether somebody who cares for the person has read it', elements: ['status', 'received'] },
  { why: 'to know who reads it by when, and whom to ring in danger: a sentence of the hub', elements: ['payload'] },
] as const satisfies readonly Named<keyof Communication>[];

/** That a call was asked for, to whoever asked; of others the coordinator alone hears. Which practice it is, it is not told. */
export const showCall = (call: Communication, organisation: string): Communication | undefined =>
  senderOf(call) === organisation
    ? allow(
        // Made anew, so that no way leads from a text that is stored to a partner.
        {
          ...call,
          payload: [
            {
              contentString: callSays(readingOf(call), isOpenCall({ record: call }) ? 'unknown' : 'read'),
            },
          ],
        },
        elementsIn(callAsked),
      )
    : undefined;
