import type { Communication } from 'fhir/r4.js';
import { testTopic } from '../../contracts/lifecycle/codes.ts';
import { systems } from '../../contracts/systems.ts';
import { concept, recordKind } from '../../functions/domain/coding.ts';
import { organisation as organisationReference } from '../../functions/domain/referral.ts';

/** A message that is about nobody: what a recipient is sent before it goes live. Marked as FHIR marks test data. */
export const testMessage = ({
  id,
  organisation,
  at,
}: {
  readonly id: string;
  readonly organisation: string;
  readonly at: string;
}): Communication => ({
  resourceType: 'Communication',
  id,
  meta: { security: [{ system: systems.actReason, code: 'HTEST', display: 'test health data' }] },
  identifier: [{ system: systems.message, value: id }],
  status: 'completed',
  category: [recordKind('practice-message')],
  topic: concept(systems.practiceMessage, testTopic.code, testTopic.display),
  sent: at,
  recipient: [organisationReference(organisation)],
  sender: { display: 'Handover' },
  payload: [
    { contentString: 'No action for anybody.' },
    { contentString: 'This is a test message of Handover, about nobody: it shows that messages arrive here.' },
  ],
});
