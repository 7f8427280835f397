import { randomUUID } from 'node:crypto';
import type { Snippet } from '../../../contracts/error-pages/error-page.ts';
import { bodyOf, changed } from '../../../contracts/error-pages/snippet-body.ts';
import { systems } from '../../../contracts/systems.ts';
import type { Answered } from '../fhir/hub.ts';
import type { World } from '../fhir/world.ts';

const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const organisations = { practice: 'L99901', coordinator: 'CWS01', nobody: '' } as const;

/** Sends snippets as they are printed, one after another: what stands in braces is filled in, and learnt from the answers. */
export const sender = ({ ask }: World) => {
  const known = new Map([
    ['uuid', randomUUID()],
    ['yesterday', day(-1)],
    ['tomorrow', day(1)],
    ['now', new Date().toISOString()],
    ['later', new Date(Date.now() + 3_600_000).toISOString()],
  ]);
  const numbers = new Map<string, string>();

  const filled = (text: string): string =>
    text
      .replace(/(?<!\{)\{([a-z]+)\}(?!\})/g, (whole, name: string) => known.get(name) ?? whole)
      // Every run is a referral of its own: the identifiers that the examples have are made new, each always to the same.
      .replace(/\b2026-000(\d{3})\b/g, (whole) => {
        const fresh = numbers.get(whole) ?? randomUUID();
        numbers.set(whole, fresh);
        return fresh;
      });

  const learn = ({ body }: Answered): void => {
    const entries: { resource?: object; response?: { location?: string } }[] = body?.entry ?? [];
    const made = [
      ...entries.map(({ response }) => response?.location?.split('/').slice(0, 2) ?? []),
      [body?.resourceType, body?.id],
    ];
    for (const [type, id] of made) {
      if (!type || !id) continue;
      const number = Number(/\.[a-z](\d+)$/.exec(id)?.[1]);
      if (type === 'Patient') known.set('patient', id);
      if (type === 'Appointment') known.set('meeting', id);
      if (type === 'ServiceRequest' && number === 1) known.set('request', id);
      if (type === 'Task' && number === 1) known.set('task', id);
      if (type === 'Task' && number > 1) known.set(body.code?.coding?.[0]?.code === 'abort' ? 'abort' : 'onward', id);
    }
  };

  return async (snippet: Snippet): Promise<Answered> => {
    const { by = 'practice', headers = {}, changes } = snippet;
    const [method = '', whole = ''] = filled(snippet.send).split(' ');
    const path = whole.replace('/FHIR/R4', '');
    const as = organisations[by];
    const current = changes ? await ask('GET', path, { as }) : undefined;
    const body = current && changes ? changed(current.body, changes) : bodyOf(snippet);
    const usual = current ? { 'If-Match': `W/"${current.body.meta.versionId}"` } : {};
    const sent = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, filled(value)]],
    );
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const answer = await ask(method, path, {
      ...{ as, headers: Object.fromEntries(sent) },
      ...(text === undefined ? {} : { body: filled(text) }),
    });
    learn(answer);
    return answer;
  };
};

/** Codes of ours anywhere in an answer: refusals, warnings, outcomes of entries. */
export const codesIn = ({ body }: Answered): string[] => {
  const found: string[] = [];
  JSON.stringify(body, (_, value) => {
    if (value?.system === systems.error) found.push(value.code);
    return value;
  });
  return found;
};
