import { isPending } from '../../views/happened.ts';
import type { DocumentWays, PagePorts } from '../document/ports.ts';
import { settleSent } from '../document/settle-sent.ts';

/** Settles a page that came back as a try that was refused. What nobody knows (any more), and what says nothing, changes nothing. */
export const pageReturned =
  ({ sent }: Pick<PagePorts, 'sent'>): DocumentWays['returned'] =>
  async (ports, { document, because }) => {
    const to = because && (await sent.find(document));
    if (!to) return;
    await settleSent(ports, to, {
      way: 'mail',
      verdict: { outcome: 'refused', reason: because },
      // It may have gone another way since, or be known to have arrived.
      isNews: (row) => row.way === 'mail' && (isPending(row) || row.outcome === 'sent'),
    });
  };
