import * as z from 'zod/mini';
import { staffRoles } from '../../contracts/authority/staff.ts';
import { organiserChannels } from '../domain/organiser.ts';
import { participantKinds, tiers } from '../domain/participant.ts';
import type { Registration } from '../usecases/participant-register.ts';
import type { Client, Participant } from '../usecases/ports.ts';

/** The newest stored form of both kinds of record; an older one is read by a branch of its own, for ever. */
export const format = 1;

const organisation = z.object({
  format: z.literal(format),
  organisation: z.string(),
  name: z.string(),
  kind: z.enum(participantKinds),
  identifier: z.object({ system: z.string(), value: z.string() }),
  endpoint: z.optional(z.object({ url: z.string(), client: z.optional(z.string()) })),
  otherWays: z.optional(
    z.object({
      ...{ polls: z.optional(z.literal(false)), mesh: z.optional(z.string()), mail: z.optional(z.string()) },
      post: z.optional(z.array(z.string())),
    }),
  ),
  webhook: z.optional(z.object({ url: z.string(), since: z.string(), secrets: z.array(z.string()) })),
  organiser: z.optional(
    z.object({
      ...{ name: z.string(), channel: z.enum(organiserChannels), to: z.array(z.string()) },
      telephone: z.optional(z.string()),
      ...{ since: z.string(), confirmed: z.string() },
      ...{ returned: z.optional(z.string()), stopped: z.optional(z.string()) },
      withdrawn: z.optional(z.readonly(z.array(z.string()))),
    }),
  ),
  tier: z.enum(tiers),
  active: z.boolean(),
  paused: z.optional(z.object({ reason: z.enum(['operator', 'endpoint-gone']), since: z.string() })),
  agreement: z.optional(
    z.object({
      ...{ reference: z.string(), ends: z.string(), hears: z.optional(z.enum(['outcome', 'status'])) },
      refersAs: z.optional(z.literal('professional')),
    }),
  ),
  checkedForUnder18: z.optional(z.object({ by: z.string(), until: z.string() })),
  companion: z.optional(
    z.object({
      trained: z.optional(z.string()),
      clearedFor: z.array(z.object({ work: z.enum(['public-places', 'home-visits', 'under-18']), until: z.string() })),
      experience: z.optional(z.readonly(z.array(z.string()))),
    }),
  ),
  staff: z.optional(
    z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        signsInAs: z.optional(z.string()),
        role: z.optional(z.enum(staffRoles)),
        manager: z.optional(z.literal(true)),
        team: z.optional(z.string()),
        deputy: z.optional(z.string()),
        away: z.optional(z.array(z.object({ from: z.string(), until: z.string() }))),
      }),
    ),
  ),
  digest: z.optional(z.string()),
  version: z.number(),
});

const client = z.object({
  format: z.literal(format),
  client: z.string(),
  name: z.string(),
  organisations: z.array(z.string()),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.string())) }),
  active: z.boolean(),
  version: z.number(),
});

const registration = z.object({
  at: z.string(),
  actor: z.object({ client: z.string(), organisation: z.string(), person: z.optional(z.string()) }),
});

/** Who wrote a version, and when. */
export const readRegistration = (item: unknown): Registration => registration.parse(item);

/** A stored record that does not parse is a broken register: that throws. */
export const readOrganisation = (item: unknown): Participant => {
  const { format: _, ...record } = organisation.parse(item);
  return record;
};

export const readClient = (item: unknown): Client => {
  const { format: _, ...record } = client.parse(item);
  return record;
};
