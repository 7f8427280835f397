import type { Communication } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { showCall } from '../../../mappings/call.ts';
import { callFields } from '../../../mappings/partner/call.ts';

const asked = (status: Communication['status']): Communication => ({
  ...{ resourceType: 'Communication', id: 'one.x1', status, priority: 'urgent' },
  ...{ sent: '2026-11-23T09:00:00.000Z', sender: { reference: 'Organization/walking-group' } },
});
const shown = (status: Communication['status']) => [
  callFields.says.of(asked(status)),
  showCall(asked(status), 'walking-group')?.payload?.[0]?.contentString,
];

test('until somebody has read that the person is not well, whoever asked is told who reads it by when', () => {
  for (const says of shown('in-progress'))
    expect(says).toMatch(/^Somebody reads this by .*not known to have read it by then is rung/);
});

test('afterwards it says that it was read, and no more what happens if nobody reads it; the numbers for danger stay', () => {
  for (const says of shown('completed')) {
    expect(says).toMatch(/has read this\. .*999.*111/);
    expect(says).not.toMatch(/by then/);
  }
});
