import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { chromium as chromiumProgram } from '../../infra/local/chromium.ts';
import { loadDemoPeople } from '../../infra/local/demo/identity/people.ts';
import { type DemoProvider, startDemoProvider } from '../../infra/local/demo/identity/start-provider.ts';
import { loadDemoOrganisations } from '../../infra/local/demo/organisations.ts';
import { type DemoPeers, type Peer, startDemoPeers } from '../../infra/local/demo/peers.ts';
import { callbackOf } from '../../infra/local/notify/callback.ts';
import { type SimulatedNotify, startNotify } from '../../infra/local/notify/notify.ts';
import { type Hub, startHub } from '../../infra/local/start-hub.ts';
import { outputOf } from '../../infra/operator/connection.ts';

/** Everything that a browser of this machine must leave undone. */
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const pictures = join(tmpdir(), 'handover-pages');
/** 1280 px at 400 % zoom is as wide (WCAG 2.2 1.4.10). */
const narrow = { width: 320, height: 640 };

/** A window of somebody: what it fetched from elsewhere and what the browser complained about. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
}

export interface Pages {
  readonly hub: Hub;
  /** What people without software are sent. */
  readonly notify: SimulatedNotify;
  /** Where the keys of the demo's clients are. */
  readonly data: string;
  /** Without JavaScript and 320 px wide, as everything has to work. */
  visitor(options?: { readonly javaScriptEnabled?: boolean }): Promise<Visitor>;
  /** Through the page of the demo's provider, by the name that it shows. */
  signIn(visitor: Visitor, name: string): Promise<void>;
  /** No violation of WCAG 2.2 A and AA, nothing wider than the window, nothing from elsewhere; takes a picture. */
  judge(visitor: Visitor, name: string): Promise<void>;
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
  await mkdir(pictures, { recursive: true });
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
  const browser: Browser = await chromium.launch({ executablePath: chromiumProgram(), args: quiet });

  const visitor: Pages['visitor'] = async ({ javaScriptEnabled = false } = {}) => {
    const context = await browser.newContext({ viewport: narrow, javaScriptEnabled, locale: 'en-GB' });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/security policy|refused to/i.test(message.text())) complaints.push(message.text());
    });
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (![hub.url, provider?.url, 'null'].includes(origin)) complaints.push(`fetched ${request.url()}`);
    });
    return { page, context, complaints };
  };

  return {
    ...{ hub, notify, data, visitor },
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
    judge: async ({ page, complaints }, name) => {
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      // axe waits for timers, which a window without JavaScript does not have: the same document in one that has.
      const other = await browser.newContext({ viewport: narrow });
      const desk = await other.newPage();
      await desk.setContent(await page.content());
      const { violations } = await new AxeBuilder({ page: desk }).withTags(tags).analyze();
      await other.close();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      expect(found, name).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${name}: width`).toBeLessThanOrEqual(320);
      expect(complaints, name).toEqual([]);
    },
    stop: async () => {
      await browser.close();
      await hub.stop();
      await software?.stop();
      await provider?.stop();
      await notify.stop();
      await rm(data, { recursive: true, force: true });
      expect(denied).toEqual([]);
    },
  };
};
