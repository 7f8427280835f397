import { z } from 'zod';
import { command } from '../../operator/command.ts';
import { findHub } from '../../operator/connection.ts';
import { mails } from '../aws/outbox.ts';

const outbox = z.object({ mails });
const nothing =
  'Nothing yet. Counts go at 08:00 in England of a working day, to each coordinator that has an address for them (npm run -s organisation -- digest); a concern, once its desk is open.';

/** npm run -s outbox: the e-mails that the hub of this machine would have sent. */
await command(async () => {
  const { controlUrl } = await findHub();
  const { mails: sent } = outbox.parse(await (await fetch(`${controlUrl}/outbox`)).json());
  const lines = sent.map(({ at, from, to, subject, text, attached }) =>
    [
      ...[`${at}  from ${from} to ${to.join(', ')}`, subject, '', text],
      ...(attached ? [`Attached: ${attached.name}`] : []),
    ].join('\n'),
  );
  console.log(lines.length > 0 ? lines.join('\n\n') : nothing);
});
