import type { AreaService } from '../../../contracts/areas/area.ts';
import type { OrganiserSaid } from '../../delivery/organiser/said.ts';
import type { CapacityFact } from '../../domain/directory/capacity.ts';
import type { LinkRows } from '../../views/link-rows.ts';
import type { WorklistPorts } from '../worklist/ports.ts';

export interface SessionPorts extends WorklistPorts {
  readonly find: LinkRows['find'];
  /** Puts on the delivery queue what is to be sent to an organiser, or is known of a group. */
  readonly ask: (said: OrganiserSaid) => Promise<void>;
  /** What a group said last of its room. */
  readonly room: (organisation: string) => Promise<CapacityFact | undefined>;
  readonly service: AreaService;
}
