import { PutEventsCommand, type PutEventsCommandOutput, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { ThinEvent } from '../../contracts/events/thin-event.ts';

/** PutEvents takes ten entries: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const mostEntries = 10;

/** Puts events on the bus; resolves to those that the bus did not take, after a second try. */
export type Publish = (events: readonly ThinEvent[]) => Promise<readonly ThinEvent[]>;

/** What of the SDK's client is used. */
interface Bus {
  send(command: PutEventsCommand): Promise<PutEventsCommandOutput>;
}

export const eventBridge =
  ({ client, bus }: { readonly client: Bus; readonly bus: string }): Publish =>
  async (events) => {
    const refused: ThinEvent[] = [];
    for (let i = 0; i < events.length; i += mostEntries) {
      const first = await put(client, bus, events.slice(i, i + mostEntries));
      refused.push(...(first.length > 0 ? await put(client, bus, first) : []));
    }
    return refused;
  };

/** The call as a whole succeeds even when entries fail: each answer stands at the place of its entry. */
const put = async (client: Bus, bus: string, events: readonly ThinEvent[]): Promise<readonly ThinEvent[]> => {
  const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: events.map((e) => entryOf(bus, e)) }));
  return events.filter((_, i) => Entries[i]?.EventId === undefined);
};

const entryOf = (bus: string, event: ThinEvent): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: event.source,
  DetailType: event.type,
  Time: new Date(event.time),
  Detail: JSON.stringify(event),
});
