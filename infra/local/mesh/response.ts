import { randomUUID } from 'node:crypto';

/** What a practice's system answers to a document: an ITK3 response, as FHIR STU3. */
const answers = {
  taken: { code: 'ok', detail: '20013', severity: 'information' },
  'right-person': { code: 'ok', detail: '30001', severity: 'information' },
  'not-ours': { code: 'fatal-error', detail: '30002', severity: 'fatal' },
  refused: { code: 'fatal-error', detail: '10001', severity: 'fatal' },
} as const;
export type PracticeAnswer = keyof typeof answers;
export const practiceAnswers = Object.keys(answers);
export const isAnswer = (word: string): word is PracticeAnswer => Object.hasOwn(answers, word);

/** @param document id of the MessageHeader that it answers */
export const responseTo = (document: string, says: PracticeAnswer): string => {
  const { code, detail, severity } = answers[says];
  const outcome = randomUUID();
  const coding = [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1', code: detail }];
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'message',
    entry: [
      {
        resource: {
          resourceType: 'MessageHeader',
          event: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2', code: 'ITK008M' },
          response: { identifier: document, code, details: { reference: `urn:uuid:${outcome}` } },
        },
      },
      {
        fullUrl: `urn:uuid:${outcome}`,
        resource: {
          resourceType: 'OperationOutcome',
          issue: [{ severity, code: code === 'ok' ? 'informational' : 'processing', details: { coding } }],
        },
      },
    ],
  });
};
