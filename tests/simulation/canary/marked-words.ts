import { z } from 'zod';
import { systems } from '../../../contracts/systems.ts';
import type { Answer, Call, Client } from '../county/client.ts';
import { coordinator, onPaper } from '../county/organisations.ts';
import { taken } from '../county/refused.ts';
import type { Marks } from './marks.ts';

/** What is said besides what a story says: to everything that somebody writes a marker is added, and a few things more are written. */
export interface Words {
  /** The body as it is sent. */
  in(call: Call): unknown;
  /** Told once it was answered. */
  after(call: Call, answer: Answer): Promise<void>;
}

interface WordsProps {
  readonly marks: Marks;
  /** Of a referral's id: which one of the run, if it is a canary, and who sent it. */
  readonly canary: (referral: string) => { readonly n: number; readonly organisation: string } | undefined;
  readonly clientOf: (organisation: string) => Client;
}

const reason = z.looseObject({ text: z.string() });
const texts = z.array(z.looseObject({ text: z.string().optional() })).default([]);
const entries = z.looseObject({
  entry: z.array(z.looseObject({ resource: z.looseObject({ resourceType: z.string() }) })),
});
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

const referralIn = ({ path, body }: Call): string | undefined =>
  /([0-9a-z]{26})\.[a-z]\d+/.exec(`${path} ${JSON.stringify(body ?? '')}`)?.[1];

/** Kinds of Communication that carry words of their own. */
const spoken = /"(conversation|contact-attempt|risks-read|delivery|note|question|answer|break-glass)"/;

const idIn = ({ body }: Answer): string | undefined => z.looseObject({ id: z.string() }).safeParse(body).data?.id;
const inResponseTo = (message: string) => ({ inResponseTo: [{ reference: `Communication/${message}` }] });

export const markedWords = ({ marks, canary, clientOf }: WordsProps): Words => {
  const markFor = (call: Call) => {
    const found = canary(referralIn(call) ?? '');
    return found && ((where: string) => marks.put({ n: found.n, by: call.organisation, where }));
  };

  const say = (organisation: string, task: string, kind: string, more: object = {}): Promise<Answer> =>
    clientOf(organisation)
      .call({
        ...{ method: 'POST', path: '/FHIR/R4/Communication', organisation },
        body: {
          ...{ resourceType: 'Communication', status: 'completed', category: [coded(systems.recordKind, kind)] },
          ...{ about: [{ reference: `Task/${task}` }], sender: { display: 'Sam Patel' }, ...more },
        },
      })
      .then((answer) => taken(`say ${kind}`, answer));

  return {
    in: (call) => {
      const put = markFor(call);
      if (!put || typeof call.body !== 'object' || call.body === null) return call.body;
      return marked(call, { ...call.body }, put);
    },
    after: async ({ method, path, organisation, body }, { status }) => {
      const referral = referralIn({ method, path, organisation, body });
      const found = canary(referral ?? '');
      if (!found || !referral || status >= 300) return;
      if (/^\/partner\/v1\/invitations\/.+\/accept$/.test(path)) {
        await clientOf(organisation).call({
          ...{ method: 'POST', path: path.replace(/accept$/, 'notes'), organisation },
          body: { text: `Comes by bus ${marks.put({ ...found, by: organisation, where: 'its note' })}` },
        });
      }
      // With some of them both sides write to one another besides; always where a practice reads on paper.
      if (found.n % 4 !== 0 && !onPaper.includes(found.organisation)) return;
      const takenOn = method === 'PUT' && path.endsWith('.t1') && JSON.stringify(body).includes('"status":"accepted"');
      if (!takenOn || organisation !== coordinator) return;
      const asked = await say(found.organisation, `${referral}.t1`, 'question', {
        payload: [{ contentString: 'And now?' }],
      });
      const id = idIn(asked);
      if (!id) return;
      await say(coordinator, `${referral}.t1`, 'answer', {
        ...{ ...inResponseTo(id), payload: [{ contentString: 'Soon.' }] },
      });
      const noted = await say(found.organisation, `${referral}.t1`, 'note', {
        payload: [{ contentString: 'Thank you.' }],
      });
      const note = idIn(noted);
      if (note) await say(coordinator, `${referral}.t1`, 'acknowledgement', inResponseTo(note));
      await say(coordinator, `${referral}.t1`, 'note', { payload: [{ contentString: 'You are welcome.' }] });
    },
  };
};

const marked = ({ method, path }: Call, body: Record<string, unknown>, put: (where: string) => string): unknown => {
  const whole = JSON.stringify(body);
  if (path === '/FHIR/R4') return onward(body, put);
  if (path === '/FHIR/R4/Communication' && spoken.test(whole)) {
    const kind = spoken.exec(whole)?.[1];
    const [said] = z
      .array(z.object({ contentString: z.string() }))
      .default([])
      .parse(body.payload);
    return { ...body, payload: [{ contentString: `${said?.contentString ?? 'Words'} ${put(`words of a ${kind}`)}` }] };
  }
  if (method === 'PUT' && path.endsWith('.t1')) {
    const why = reason.safeParse(body.statusReason).data;
    const note = [...texts.parse(body.note), { text: `Added ${put('note on its Task')}` }];
    return {
      ...body,
      note,
      ...(why ? { statusReason: { ...why, text: `${why.text} ${put('reason of a status')}` } } : {}),
    };
  }
  if (method === 'PUT' && path.includes('/ServiceRequest/'))
    return { ...body, note: [...texts.parse(body.note), { text: `Because ${put('note on its request')}` }] };
  if (typeof body.place === 'string')
    return { ...body, place: `${body.place} ${put('place of a meeting')}`, signedUpBy: `Tom ${put('who signed up')}` };
  return body;
};

/** An onward request: words for the partner, and words that are not for it in every other place. */
const onward = (body: Record<string, unknown>, put: (where: string) => string): unknown => {
  const { entry, ...rest } = entries.parse(body);
  const words: Readonly<Record<string, () => object>> = {
    ServiceRequest: () => ({
      ...{ note: [{ text: put('note on the onward request') }], patientInstruction: put('instruction') },
      ...{ reasonCode: [{ text: put('reason code') }], orderDetail: [{ text: put('order detail') }] },
    }),
    Task: () => ({
      ...{ description: put('description'), note: [{ text: put('note on the onward Task') }] },
      reasonCode: { text: put('reason code of the Task') },
      input: [
        { type: coded(systems.request, 'reason-for-partner'), valueString: `Company ${put('reason for the partner')}` },
        { type: coded(systems.request, 'goal-for-partner'), valueString: `Walks ${put('goal for the partner')}` },
        { type: { text: 'other' }, valueString: put('another input') },
      ],
    }),
    Consent: () => ({ policyRule: { text: put('what was agreed') }, scope: { text: put('scope') } }),
  };
  return {
    ...rest,
    entry: entry.map((one) => ({ ...one, resource: { ...one.resource, ...words[one.resource.resourceType]?.() } })),
  };
};
