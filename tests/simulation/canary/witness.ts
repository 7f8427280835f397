import { eachText } from './decoded.ts';
import { type Marks, markForm } from './marks.ts';

/** Every way by which something could get out. One by which nothing came was not tried, and proves nothing. */
export const channels = {
  answer: 'an answer of the FHIR or partner API',
  error: 'an answer that is a refusal',
  page: 'a page',
  endpoint: 'what came to an organisation’s own server',
  webhook: 'what came to a partner’s webhook',
  document: 'a document by MESH, with its PDF',
  mail: 'an e-mail, with its PDF',
  event: 'an event on the bus',
  queue: 'a message on a queue',
  'dead-letter': 'a message that nothing could be done with',
  log: 'a line of log, of a function or of the hub',
  metric: 'a metric',
  key: 'a key of a table or an index, and its name',
  export: 'what a command of the operator prints',
} as const;
export type Channel = keyof typeof channels;

/** What of whom was found where: the first place of each. */
interface Sighting {
  readonly channel: Channel;
  readonly recipient: string;
  /** As `Marks.of` takes it. */
  readonly found: string;
  readonly around: string;
}

/** Somebody who reads everything that anybody gets, and keeps where a marker turned up. */
export interface Witness {
  saw(channel: Channel, recipient: string, content: string | Buffer): void;
  readonly sightings: readonly Sighting[];
  /** How much was scanned: pieces and bytes. */
  scanned(channel: Channel): { readonly pieces: number; readonly bytes: number };
}

/** Ten or eleven digits, as people group them. */
const digits = /(?<![\d.])\d(?:[ -]?\d){9,10}(?!\d)/g;

/** What was seen is kept, and read when somebody asks: whoever reads at once would keep the organisations waiting. */
export const witnessOf = (marks: Marks): Witness => {
  const kept: { readonly channel: Channel; readonly recipient: string; readonly content: string | Buffer }[] = [];
  const amounts = new Map<Channel, { pieces: number; bytes: number }>();
  const scanned = (channel: Channel) => amounts.get(channel) ?? { pieces: 0, bytes: 0 };
  return {
    get sightings() {
      const found = new Map<string, Sighting>();
      for (const one of kept)
        for (const sighting of sightingsIn(one, marks)) {
          const key = JSON.stringify([sighting.channel, sighting.recipient, sighting.found]);
          if (!found.has(key)) found.set(key, sighting);
        }
      return [...found.values()];
    },
    scanned,
    saw: (channel, recipient, content) => {
      const { pieces, bytes } = scanned(channel);
      amounts.set(channel, { pieces: pieces + 1, bytes: bytes + Buffer.byteLength(content) });
      kept.push({ channel, recipient, content });
    },
  };
};

const sightingsIn = (
  { channel, recipient, content }: Pick<Sighting, 'channel' | 'recipient'> & { readonly content: string | Buffer },
  marks: Marks,
): Sighting[] => {
  const sightings: Sighting[] = [];
  eachText(content, (text) => {
    const words = [...text.matchAll(markForm)].map(({ 0: word, index }) => ({ found: word.toLowerCase(), index }));
    const numbers = [...text.matchAll(digits)]
      .map(({ 0: number, index }) => ({ found: number.replaceAll(/\D/g, ''), index }))
      .filter(({ found }) => marks.of(found));
    for (const { found, index } of [...words, ...numbers])
      sightings.push({ channel, recipient, found, around: text.slice(Math.max(0, index - 80), index + 40) });
  });
  return sightings;
};
