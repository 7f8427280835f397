import type { Consent } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { fhirSender } from '../../functions/delivery/fhir-sender.ts';
import { publicLookup } from '../../functions/delivery/public-lookup.ts';
import {
  booked,
  consentTo,
  coordinator,
  day,
  id,
  met,
  next,
  onwardTo,
  opened,
  practice,
} from '../unit/views/made-referral.ts';
import { ok, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

const recipients = recipientsOfFile();
const { hub, listening } = recipients;

const first = 'L99901#M#0000002';

describe('checks at each send', () => {
  test.each([{ active: false }, { tier: 'name-only' as const }])(
    'an organisation that is %j gets nothing, and a human sees to its messages',
    async (change) => {
      const gp = await listening(ok);
      const cws = await listening(ok);
      const changes = { L99901: change, CWS01: change };
      const { told, deliver, row, attempts } = hub({ practice: gp, service: cws, changes });
      await told(booked());
      await deliver();
      expect([gp.received, cws.received]).toEqual([[], []]);
      expect(await row(first)).toMatchObject({ outcome: 'by-hand' });
      expect(await row('CWS01')).toMatchObject({ outcome: 'withdrawn' });
      expect(attempts.filter((a) => a.givenUp)).toHaveLength(1);
    },
  );

  test('a message of a referral that was recalled is withdrawn', async () => {
    const gp = await listening(status(503), ok);
    const { told, deliver, later, row } = hub({ practice: gp });
    const declined = next(
      opened(),
      coordinator,
      {
        ...{ kind: 'update-task', task: `${id}.t1`, to: 'rejected' },
        ...{ reason: { text: 'No room' }, businessStatus: 'declined-no-capacity' },
      },
      day(1),
    );
    await told(declined);
    await deliver();
    const reason = { text: 'Wrong person' };
    await told(next(declined, practice, { kind: 'revise-request', status: 'entered-in-error', reason }, day(3)));
    later(5);
    await deliver();
    expect(gp.received).toHaveLength(1);
    expect(await row('L99901#M#0000001')).toMatchObject({ outcome: 'withdrawn' });
  });

  test('a permission that was taken back between two tries is not used any more', async () => {
    const gp = await listening(ok, status(503), ok);
    const { told, deliver, later } = hub({ practice: gp });
    const came = met(booked(opened(), [consentTo('walking-group'), consentTo('L99901')]), 'attended');
    await told(came);
    await deliver();
    expect(JSON.stringify(gp.received.at(-1)?.body)).toContain('with Tuesday Walking Group');
    const { provision, ...consent } = consentTo('L99901');
    const denial: Consent = { ...consent, dateTime: day(9), provision: { ...provision, type: 'deny' } };
    const asked = onwardTo('mens-shed', { consents: [consentTo('mens-shed'), denial] });
    await told(next(came, coordinator, asked, day(9)));
    later(5);
    await deliver();
    expect(gp.received).toHaveLength(3);
    expect(JSON.stringify(gp.received.at(-1)?.body)).not.toContain('Tuesday Walking Group');
  });
});

describe('the way out', () => {
  test('a redirect is not followed', async () => {
    const elsewhere = await listening(ok);
    const gp = await listening(status(308, { location: `${elsewhere.origin}/Communication` }));
    const { told, deliver, row } = hub({ practice: gp });
    await told(booked());
    await deliver();
    expect(elsewhere.received).toEqual([]);
    expect(await row(first)).toMatchObject({ outcome: 'refused' });
  });

  test('an address inside a network is not called unless its origin is listed', async () => {
    const gp = await listening(ok);
    const { told, deliver, row } = hub({ practice: gp, allowed: [] });
    await told(booked());
    await deliver();
    expect(gp.received).toEqual([]);
    expect(await row(first)).toMatchObject({ outcome: 'refused' });
  });

  test('a public name that leads inside is not called', async () => {
    const send = fhirSender({
      token: async () => 'token',
      allowedPrivateOrigins: [],
      lookup: publicLookup((_, __, done) => done(null, [{ address: '169.254.169.254', family: 4 }])),
    });
    const envelope = { requestId: 'r', correlationId: 'c', endpoint: 'https://partner.example/FHIR' };
    const bundle = { resourceType: 'Bundle' as const, type: 'transaction' as const };
    expect(await send(envelope, { kind: 'state', bundle })).toEqual({
      kind: 'not-allowed',
      reason: 'address-not-public',
    });
  });
});
