import { ok, type Refusal, type Result, refuse } from '../domain/result.ts';
import { intakeWarnings } from './check-intake.ts';
import { joined, needAnswer } from './join-open.ts';
import type { Loaded } from './ports.ts';
import { seenBefore } from './seen-before.ts';
import type { SubmitCommand, SubmitPorts } from './submit-referral.ts';
import { answerOf, referralId, type Submitted } from './submitted.ts';

/** Whether version 1 is what this very request made, and then its answer; or the refusal of its id with another body. */
export const repeatedOpening = (
  first: Loaded,
  { actor, request }: Pick<SubmitCommand, 'actor' | 'request'>,
  warnings: readonly Refusal[],
): Result<Submitted> | undefined => {
  const seen = seenBefore(first, actor, request);
  if (!seen) return undefined;
  return seen.bodyHash === request.bodyHash
    ? ok(answerOf(first.referral, 'repeated', warnings))
    : refuse('request-id-reused');
};

/**
 * What the same request was answered before, if it was. DESIGN 5 has it come before everything else; the Put that finds its
 * own version in the way does that without another read, so this is asked only of a request that would be refused today:
 * its review date has passed, or its sender is registered as something else by now.
 */
export const repeatedSubmission = async (
  { ledger, hash, area, clock }: SubmitPorts,
  command: Pick<SubmitCommand, 'actor' | 'request' | 'intake'>,
): Promise<Result<Submitted> | undefined> => {
  const id = referralId(hash, command);
  const warnings = intakeWarnings(command.intake, area, clock());
  const first = await ledger.load(id, 1);
  if (first) return repeatedOpening(first, command, warnings);
  const by = await ledger.aliasOf(id);
  const loaded = by === undefined ? undefined : await ledger.load(by);
  const seen = loaded && seenBefore(loaded, command.actor, command.request);
  if (!loaded || !seen) return undefined;
  if (seen.bodyHash !== command.request.bodyHash) return refuse('request-id-reused');
  const then = await ledger.load(loaded.referral.id, seen.version);
  if (!then) throw new Error(`Ledger of ${loaded.referral.id} lost version ${seen.version}`);
  return ok(needAnswer(then.referral, 'repeated', [...warnings, joined(then.referral.reference)]));
};
