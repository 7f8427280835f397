import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { loadDemoPeople } from '../../infra/local/demo/identity/people.ts';
import { type DemoProvider, startDemoProvider } from '../../infra/local/demo/identity/start-provider.ts';
import { loadDemoOrganisations } from '../../infra/local/demo/organisations.ts';
import { type DemoPeers, type Peer, startDemoPeers } from '../../infra/local/demo/peers.ts';
import { callbackOf } from '../../infra/local/notify/callback.ts';
import { type SimulatedNotify, startNotify } from '../../infra/local/notify/notify.ts';
import { type Hub, startHub } from '../../infra/local/start-hub.ts';
import { outputOf } from '../../infra/operator/connection.ts';
import { openWindows, type Visitor, type Windows } from '../integration/chromium/windows.ts';

export type { Visitor } from '../integration/chromium/windows.ts';

export interface Pages extends Omit<Windows, 'stop'> {
  readonly hub: Hub;
  /** What people without software are sent. */
  readonly notify: SimulatedNotify;
  /** Where the keys of the demo's clients are. */
  readonly data: string;
  /** Through the page of the demo's provider, by the name that it shows. */
  signIn(visitor: Visitor, name: string): Promise<void>;
  /** The hub's time is this from now on, once it has done what it can do now; whoever was signed in may not be any more. */
  moveTo(instant: string): Promise<void>;
  /** Client to its program. */
  readonly programs: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface PagesOptions {
  /** Organisations with software of their own. @default none */
  readonly peers?: readonly Peer[];
}

/** A hub of this process with the demo's people and their sign-in, and a browser. One for each file of tests. */
export const openPages = async ({ peers = [] }: PagesOptions = {}): Promise<Pages> => {
  const data = await mkdtemp(join(tmpdir(), 'handover-pages-'));
  const denied: string[] = [];
  let provider: DemoProvider | undefined;
  let started: Hub | undefined;
  let software: DemoPeers | undefined;
  const notify = await startNotify({
    callback: () => (started ? callbackOf(started) : Promise.reject(new Error('There is no hub yet'))),
  });
  const hub = await startHub({
    dynamodb: inject('dynamodbPort'),
    report: (line) => {
      if (line.includes('is not authorized to perform')) denied.push(line);
    },
    parameters: async (url) => {
      provider = await startDemoProvider(url);
      software = await startDemoPeers({ hubUrl: url, data, peers });
      const origins = [notify.url, ...Object.values(software.programs)];
      return { ...provider.parameters, NotifyUrl: notify.url, AllowedPrivateOrigins: origins.join() };
    },
  });
  started = hub;
  const ledgerTable = outputOf(hub, 'LedgerTable');
  await loadDemoOrganisations({ ...hub, ledgerTable, data, peers: software?.origins ?? {} });
  await loadDemoPeople({ ...hub, ledgerTable });
  const windows = await openWindows(() => [hub.url, provider?.url]);

  return {
    ...{ ...windows, hub, notify, data },
    programs: software?.programs ?? {},
    moveTo: async (instant) => {
      await fetch(`${hub.controlUrl}/idle`, { method: 'POST' });
      await fetch(`${hub.controlUrl}/clock`, { method: 'POST', body: JSON.stringify({ to: instant }) });
      provider?.isAhead(Math.max(0, Date.parse(instant) - Date.now()));
    },
    signIn: async ({ page }, name) => {
      await page.goto(`${hub.url}/sign-in`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name }).click();
    },
    stop: async () => {
      await windows.stop();
      await hub.stop();
      await software?.stop();
      await provider?.stop();
      await notify.stop();
      await rm(data, { recursive: true, force: true });
      expect(denied).toEqual([]);
    },
  };
};
