import { type Channel, everyChannel } from './channels.ts';
import { decodedBy } from './decoded.ts';
import { type Marks, markForm } from './marks.ts';

interface Piece {
  readonly channel: Channel;
  readonly recipient: string;
  readonly content: string | Buffer;
}

/** What of whom was found where: the first place of each. */
export interface Sighting {
  readonly channel: Channel;
  readonly recipient: string;
  /** As `Marks.of` takes it. */
  readonly found: string;
  /** The words round it. */
  around(): string;
}

/** Somebody who reads everything that anybody gets, and keeps where a marker turned up. */
export interface Witness {
  saw(channel: Channel, recipient: string, content: string | Buffer): void;
  /** What was not read yet: seconds of one core. Otherwise that is done when somebody asks. */
  read(): void;
  sightings(): readonly Sighting[];
  /** How much was scanned: pieces and bytes. */
  scanned(channel: Channel): { readonly pieces: number; readonly bytes: number };
}

/** Ten or eleven digits, as people group them. */
const digits = /(?<![\d.])\d(?:[ -]?\d){9,10}(?!\d)/g;

interface Match {
  readonly found: string;
  readonly index: number;
}
const matchesIn = (text: string, marks: Marks): Match[] => [
  ...[...text.matchAll(markForm)].map(({ 0: word, index }) => ({ found: word.toLowerCase(), index })),
  ...[...text.matchAll(digits)]
    .map(({ 0: number, index }) => ({ found: number.replaceAll(/\D/g, ''), index }))
    .filter(({ found }) => marks.of(found)),
];

/** Whoever reads at once keeps the organisations waiting, and whoever never reads runs out of memory. */
const mostUnread = 2 ** 26;

export const witnessOf = (marks: Marks): Witness => {
  const amounts = new Map(everyChannel.map((channel) => [channel, { pieces: 0, bytes: 0 }]));
  const found = new Map<string, Map<string, Sighting>>();
  const read = decodedBy((text) => matchesIn(text, marks).map((match) => match.found), markForm);
  let unread: Piece[] = [];
  let bytesUnread = 0;

  const readAll = (): void => {
    for (const piece of unread) {
      const { channel, recipient } = piece;
      const key = `${channel} ${recipient}`;
      const known = found.get(key) ?? new Map<string, Sighting>();
      found.set(key, known);
      for (const one of read(piece.content))
        if (!known.has(one))
          known.set(one, { channel, recipient, found: one, around: () => aroundIn(piece, one, marks) });
    }
    unread = [];
    bytesUnread = 0;
  };
  return {
    read: readAll,
    sightings: () => {
      readAll();
      return [...found.values()].flatMap((known) => [...known.values()]);
    },
    scanned: (channel) => amounts.get(channel) ?? { pieces: 0, bytes: 0 },
    saw: (channel, recipient, content) => {
      const { pieces, bytes } = amounts.get(channel) ?? { pieces: 0, bytes: 0 };
      const size = Buffer.byteLength(content);
      amounts.set(channel, { pieces: pieces + 1, bytes: bytes + size });
      unread.push({ channel, recipient, content });
      bytesUnread += size;
      if (bytesUnread > mostUnread) readAll();
    },
  };
};

/** Read once more, for a person: only where something was found that should not be there. */
const aroundIn = ({ content }: Piece, wanted: string, marks: Marks): string => {
  const read = decodedBy(
    (text) =>
      matchesIn(text, marks)
        .filter(({ found }) => found === wanted)
        .map(({ index }) => text.slice(Math.max(0, index - 80), index + 40)),
    markForm,
  );
  return read(content)[0]?.replaceAll(/\s+/g, ' ') ?? '';
};
