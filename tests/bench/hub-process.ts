import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemoOrganisations } from '../../infra/local/demo/organisations.ts';
import { startHub } from '../../infra/local/start-hub.ts';

/** The hub as a process of its own, so that its processor time can be told from the driver's. Ends with its parent. */
const endpoint = process.argv[2] ?? '';
const data = mkdtempSync(join(tmpdir(), 'handover-bench-'));
const hub = await startHub({ parameters: () => ({ AllowedPrivateOrigins: endpoint }) });
const ledgerTable = hub.outputs.LedgerTable ?? '';
await loadDemoOrganisations({ ...hub, ledgerTable, data, peers: { L99901: endpoint, CWS01: endpoint } });
process.send?.({ url: hub.url, controlUrl: hub.controlUrl, dynamodb: hub.dynamodb, data });
const end = async (): Promise<void> => {
  await hub.stop();
  rmSync(data, { recursive: true, force: true });
  process.exit(0);
};
process.once('disconnect', end);
process.once('SIGTERM', end);
