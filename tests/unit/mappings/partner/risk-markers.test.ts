import type { Extension, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { conditions } from '../../../../contracts/lifecycle/risk-settings.ts';
import { type TaskStatus, taskStatuses } from '../../../../contracts/lifecycle/statuses.ts';
import { type Referral, resourcesOf } from '../../../../functions/domain/referral.ts';
import { view } from '../../../../functions/fhir/reading/view.ts';
import { invitationsOf, invitationView } from '../../../../mappings/partner/invitation.ts';
import { webhookEvent } from '../../../../mappings/partner/webhook-event.ts';
import { considered } from '../../domain/acts.ts';
import { onwards } from '../../domain/reachable.ts';
import { filled, marker } from './markers.ts';

/** What the service knows of a risk, wherever it may stand: with markers, so that a leak is seen. */
const marked = (['RiskAssessment', 'Flag', 'Condition'] as const).map(filled);
const risks = (id: string): FhirResource[] =>
  marked.map((resource, n) => JSON.parse(JSON.stringify({ ...resource, id: `${id}.x${n + 50}` })));
const consideration: Extension = {
  ...considered(
    { judgement: 'suitable-if', setting: 'lone-volunteer', condition: 'two-together' },
    { by: `${marker} by` },
  ),
};
const withNote = {
  ...consideration,
  extension: [...(consideration.extension ?? []), { url: 'why', valueString: marker }],
};

const risky = (referral: Referral): Referral => ({
  ...referral,
  request: { ...referral.request, note: [{ text: marker }] },
  others: [...referral.others, ...risks(referral.id)],
  onward: referral.onward.map((o) => ({
    ...o,
    task: { ...o.task, extension: [...(o.task.extension ?? []).slice(1), withNote] },
  })),
});
const nobody = (): never => {
  throw new Error('no such state');
};
const states = taskStatuses.filter((status): status is TaskStatus => onwards[status] !== undefined);

describe('risk text never leaves the coordinator', () => {
  test.each(states)('while the onward request is %s: not to the partner, at any tier or door', (status) => {
    const referral = risky(onwards[status]?.() ?? nobody());
    const telling = {
      organisation: 'walking-group',
      told: undefined,
      now: referral.at,
      publicUrl: 'https://hub.example',
    };
    const out = [
      ...invitationsOf(referral, 'walking-group').flatMap((onward) =>
        (['name-only', 'contact', 'purpose', 'full'] as const).map((tier) =>
          invitationView({ referral, onward, tier, now: referral.at }),
        ),
      ),
      webhookEvent({ asOf: referral, newest: referral }, telling),
      ...resourcesOf(referral).map((r) => view(referral, r, { organisation: 'walking-group' })),
    ];
    expect(JSON.stringify(referral)).toContain(marker);
    expect(JSON.stringify(out)).not.toContain(marker);
    expect(JSON.stringify(out)).not.toMatch(/suitable|lone-volunteer|risk/);
  });

  test('nor to whoever referred, of what the service found', () => {
    for (const status of states) {
      const referral = risky(onwards[status]?.() ?? nobody());
      const onward = referral.onward.flatMap(({ task }) => [view(referral, task, { organisation: 'L99901' })]);
      const found = referral.others.map((r) => view(referral, r, { organisation: 'L99901' }));
      expect([...onward, ...found].filter((r) => r !== undefined)).toEqual([]);
    }
  });

  test('what the partner reads is the condition, in words of ours', () => {
    const referral = risky(onwards.requested?.() ?? nobody());
    const [onward] = invitationsOf(referral, 'walking-group');
    if (!onward) throw new Error('nobody was asked');
    const shown = invitationView({ referral, onward, tier: 'name-only', now: referral.at });
    expect(shown.conditions).toEqual([conditions['two-together']]);
  });
});
