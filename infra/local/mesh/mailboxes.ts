/** A message as it lies in a mailbox: what MESH says of it in headers, and what its sender put in. */
export interface Letter {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly to: string;
  readonly from: string;
  readonly workflow: string;
  readonly localId: string;
  readonly body: string;
  /** MESH's own report of one that it could not deliver. */
  readonly report?: { readonly linked: string; readonly code: string; readonly description: string };
}

/** MESH keeps what nobody collects for so long, then says so to its sender. */
const keptMs = 5 * 86_400_000;

/** Mailboxes in memory; a message for one that does not exist is refused. */
export interface Mailboxes {
  exists(mailbox: string): boolean;
  put(letter: Omit<Letter, 'id' | 'at'>): Letter;
  /** What lies there, oldest first. */
  in(mailbox: string): readonly Letter[];
  take(mailbox: string, id: string): Letter | undefined;
}

export const mailboxes = (exists: Mailboxes['exists'], now: () => number): Mailboxes => {
  let count = 0;
  let letters: readonly Letter[] = [];
  const put = (letter: Omit<Letter, 'id' | 'at'>): Letter => {
    count += 1;
    const at = now();
    const kept = { ...letter, at, id: `${new Date(at).toISOString().replace(/\D/g, '')}_${count}` };
    letters = [...letters, kept];
    return kept;
  };
  /** Status 14: https://digital.nhs.uk/developer/api-catalogue/message-exchange-for-social-care-and-health-api */
  const expire = (): void => {
    const over = letters.filter((letter) => !letter.report && now() - letter.at >= keptMs);
    letters = letters.filter((letter) => !over.includes(letter));
    for (const { id, from, to, workflow, localId } of over)
      put({
        ...{ to: from, from: to, workflow, localId, body: '' },
        report: { linked: id, code: '14', description: 'Message not collected by recipient after 5 days' },
      });
  };
  return {
    exists,
    put,
    in: (mailbox) => {
      expire();
      return letters.filter(({ to }) => to === mailbox);
    },
    take: (mailbox, id) => {
      const found = letters.find((letter) => letter.to === mailbox && letter.id === id);
      letters = letters.filter((letter) => letter !== found);
      return found;
    },
  };
};
