import { describe, expect, test } from 'vitest';
import { guardsFor } from '../../../functions/delivery/guards.ts';
import { mailTo } from '../../../functions/runtime/mail-to.ts';
import { html } from '../../../functions/web/html.ts';
import { documentOf } from '../../../functions/web/page.ts';

const here = 'http://127.0.0.1:9000';
const outside = { allowedPrivateOrigins: [here] };
const notify = 'https://api.notifications.service.gov.uk';

describe('an area for training', () => {
  test('sends nothing to any address, but to the outbox beside it', () => {
    expect(guardsFor(notify, 1000, { ...outside, mode: 'live' })).toBeDefined();
    expect(guardsFor(notify, 1000, { ...outside, mode: 'practice' })).toBeUndefined();
    expect(guardsFor(`${here}/v2`, 1000, { ...outside, mode: 'practice' })).toBeDefined();
  });

  test('writes e-mail to nobody, whatever address stands there', () => {
    expect(mailTo('jo@walks.example', 'live')).toBe('jo@walks.example');
    expect(mailTo('jo@walks.example', 'practice')).toBe('success@simulator.amazonses.com');
  });

  test('says so on every page, and no other area does', () => {
    const page = { title: 'A page', publicUrl: 'https://hub.example', main: html`<p>Here.</p>` };
    expect(documentOf({ ...page, mode: 'practice' })).toContain('nothing is sent to anybody');
    expect(documentOf(page)).not.toContain('nothing is sent to anybody');
  });
});
