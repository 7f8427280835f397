import { expect, test } from 'vitest';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { linkClient } from '../../../functions/domain/hub.ts';
import type { Answered } from '../../../functions/http/answered.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { groupLanguage } from '../../../functions/web/group/language.ts';
import { worriedRoute } from '../../../functions/web/worried/routes.ts';
import { context, event } from '../http/event.ts';

const publicUrl = 'https://hub.example';

test('that somebody opened the page of the worried stands in no log and in no trail: a link was opened, and no more', async () => {
  const told: Answered[] = [];
  const handler = api({
    routes: [worriedRoute('/l/{token}', { publicUrl, hash: async () => keyedHash('of this test') })],
    participants: { organisation: async () => undefined },
    caller: async () => ({ client: linkClient, organisations: 'walking-group' }),
    language: groupLanguage(publicUrl, thisArea.service),
    limits: limitsOf(generousQuotas),
    clock: () => '2026-11-25T12:00:00.000Z',
    recorded: async (answer) => told.push(answer) > 0,
    answered: (answer) => told.push(answer),
    report: (error) => {
      throw error;
    },
  });
  const answer = await handler(event({ path: '/l/abc/worried' }), context);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.body).toContain(`action="${publicUrl}/safeguarding/form/link/walking-group"`);
  // Whoever uses the same telephone is not offered what was typed.
  expect(answer.body).toMatch(/<form [^>]*autocomplete="off"/);
  expect(told.map(({ route }) => route)).toEqual(['GET /l/{token}', 'GET /l/{token}']);
});
