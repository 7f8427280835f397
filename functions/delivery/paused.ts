import { hub } from '../domain/hub.ts';
import type { Paused } from '../domain/participant.ts';
import type { changeOrganisation } from '../usecases/change-organisation.ts';
import type { DeliveryPorts } from './ports.ts';

/** Whether a recipient is paused. Before something waits for minutes, the register itself is asked. */
export const pauseOf = async (
  { participants, participantNow }: Pick<DeliveryPorts, 'participants' | 'participantNow'>,
  organisation: string,
): Promise<Paused | undefined> => {
  const remembered = await participants.organisation(organisation);
  return remembered?.paused && (await participantNow(organisation))?.paused;
};

/** By the hub itself, as a version of the register like an operator's; only while the dead endpoint is still the one. */
export const pauseGone =
  (ports: {
    readonly change: ReturnType<typeof changeOrganisation>;
    readonly forget: (organisation: string) => void;
  }): DeliveryPorts['endpointGone'] =>
  async (organisation, endpoint) => {
    const paused = await ports.change({
      actor: hub,
      organisation,
      change: { kind: 'pause', reason: 'endpoint-gone', endpoint },
    });
    if (!paused.ok) throw new Error(`The hub may not pause: ${paused.refusals[0].code}`);
    ports.forget(organisation);
  };
