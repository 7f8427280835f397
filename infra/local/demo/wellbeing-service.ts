import { z } from 'zod';
import { signedInHub } from './peer/hub.ts';
import { isFromHub } from './peer/hub-caller.ts';
import { serve } from './peer/server.ts';
import { readSettings } from './peer/settings.ts';
import { work } from './wellbeing/work.ts';
import { worklist } from './wellbeing/worklist.ts';

/** Case management of the community wellbeing service: keeps the Tasks that the hub tells it of, and works on them. */

const own = 'CWS01';
const settings = await readSettings();
const hub = signedInHub(settings);
const list = worklist(hub, own, settings.data, settings.client);
const does = work(hub, own, list);

await serve(settings.port, (origin) => {
  const fromHub = isFromHub(settings.hub, origin);
  return {
    'POST /': async (request) => ((await fromHub(request.headers)) ? list.receive(request) : { status: 401 }),
    'POST /do/change': does.change,
    'POST /do/ask-partner': does.askPartner,
    'POST /do/record': does.record,
    'POST /do/ask-to-stop': does.askToStop,
    'POST /do/search': async () => ({ status: 200, body: await list.search() }),
    'POST /do/read': async ({ body }) => ({
      status: 200,
      body: await list.get(z.object({ path: z.string() }).parse(body).path),
    }),
    'GET /do/tasks': () => ({ status: 200, body: Object.values(list.data.tasks) }),
    'GET /do/inbox': () => ({ status: 200, body: list.data.received }),
  };
});
