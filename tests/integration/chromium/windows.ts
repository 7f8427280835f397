import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { chromium as chromiumProgram } from '../../../infra/local/chromium.ts';
import { notByKeyboard } from './keyboard.ts';
import { addressOf } from './looked-at.ts';

/** Everything that a browser of this machine must leave undone. */
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
export const pictures = join(tmpdir(), 'handover-pages');
/** 1280 px at 400 % zoom is as wide (WCAG 2.2 1.4.10). */
const narrow = { width: 320, height: 640 };
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What a thumb taps; a link within a sentence is as high as its line (WCAG 2.2 2.5.8). */
const targets = [
  ...['button', '[role=button]', 'summary', 'main input:not([type=hidden])', 'main textarea', 'main select'],
  ...[
    '.app-tap',
    '.app-ways a',
    '.app-people a',
    '.app-lists a',
    '.app-ring a',
    '.app-home a',
    'main h2 > a',
    'main h3 > a',
    'main th > a',
  ],
].join();

/** A window of somebody: what it fetched from elsewhere and what the browser complained about. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
}

export interface Windows {
  /** Without JavaScript and 320 px wide, as everything has to work. */
  visitor(options?: { readonly javaScriptEnabled?: boolean }): Promise<Visitor>;
  /**
   * No violation of WCAG 2.2 A and AA, nothing wider than the window, nothing from elsewhere, every target at least 44 px high and reached by the
   * keyboard; takes a picture.
   * `name` is one of looked-at.ts, and the page is at the address that it has there.
   */
  judge(visitor: Visitor, name: string): Promise<void>;
  stop(): Promise<void>;
}

/** A browser for one file of tests. `origins`: what its pages may be fetched from. */
export const openWindows = async (origins: () => readonly (string | undefined)[]): Promise<Windows> => {
  await mkdir(pictures, { recursive: true });
  const browser = await chromium.launch({ executablePath: chromiumProgram(), args: quiet });
  // axe waits for timers, which a window without JavaScript does not have: it reads the same document in one that has.
  const desk = await (await browser.newContext({ viewport: narrow })).newPage();
  return {
    visitor: async ({ javaScriptEnabled = false } = {}) => {
      const context = await browser.newContext({ viewport: narrow, javaScriptEnabled, locale: 'en-GB' });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (/security policy|refused to/i.test(message.text())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        const { origin } = new URL(request.url());
        if (![...origins(), 'null'].includes(origin)) complaints.push(`fetched ${request.url()}`);
      });
      return { page, context, complaints };
    },
    judge: async ({ page, complaints }, name) => {
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      expect(new URL(page.url()).pathname, `${name}: where it is`).toMatch(addressOf(name));
      await desk.setContent(await page.content());
      const { violations } = await new AxeBuilder({ page: desk }).withTags(tags).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      expect(found, name).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${name}: width`).toBeLessThanOrEqual(320);
      expect(complaints, name).toEqual([]);
      expect(await tooSmall(page), `${name}: targets`).toEqual([]);
      expect(await notByKeyboard(page), `${name}: by the keyboard`).toEqual([]);
    },
    stop: () => browser.close(),
  };
};

/** What is in sight and lower than a thumb needs (issue 7: 44 px): what it says, and how high it is. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll(${JSON.stringify(targets)})]
    .filter((one) => one.checkVisibility())
    .map((one) => [one, one.getBoundingClientRect().height])
    .filter(([, height]) => height < 44)
    .map(([one, height]) => (one.textContent.trim() || one.name) + ': ' + height)`);
