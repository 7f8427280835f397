import { ok, type Refusal, type Result, refuse } from '../domain/result.ts';
import { writtenAs } from './act-with.ts';
import { intakeWarnings } from './check-intake.ts';
import { answeredElsewhere, joined, needAnswer } from './join-open.ts';
import type { Loaded } from './ports.ts';
import { seenBefore } from './seen-before.ts';
import type { SubmitCommand, SubmitPorts } from './submit-referral.ts';
import { answerOf, idBeside, referralId, type Submitted } from './submitted.ts';

/** Whether version 1 is what this very request made, and then its answer; or the refusal of its id with another body. */
export const repeatedOpening = async (
  { ledger }: Pick<SubmitPorts, 'ledger'>,
  first: Loaded,
  { actor, request }: Pick<SubmitCommand, 'actor' | 'request'>,
  warnings: readonly Refusal[],
): Promise<Result<Submitted> | undefined> => {
  const seen = seenBefore(first, actor, request);
  if (!seen) return undefined;
  if (seen.bodyHash !== request.bodyHash) return refuse('request-id-reused');
  const newest = await ledger.load(first.referral.id);
  return newest && ok(answerOf(newest.referral, 'repeated', warnings, first.referral));
};

/**
 * What the same request did before, if it was taken, as that stands now. DESIGN 5 has it come before everything else; the Put that finds its
 * own version in the way does that without another read, so this is asked only of a request that would be refused today:
 * its review date has passed, or its sender is registered as something else by now.
 */
export const repeatedSubmission = async (
  { ledger, hash, area, clock }: SubmitPorts,
  command: Pick<SubmitCommand, 'actor' | 'request' | 'intake' | 'answersTo'>,
): Promise<Result<Submitted> | undefined> => {
  const named = referralId(hash, command);
  const warnings = intakeWarnings(command.intake, area, clock());
  const standing = await ledger.load(named, 1);
  if (standing) {
    const opened = await repeatedOpening({ ledger }, standing, command, warnings);
    if (opened || standing.referral.task.status !== 'draft') return opened;
  }
  const id = standing ? idBeside(hash, named) : named;
  const first = standing && (await ledger.load(id, 1));
  if (first) return repeatedOpening({ ledger }, first, command, warnings);
  const by = await ledger.aliasOf(id);
  const loaded = by === undefined ? undefined : await ledger.load(by);
  const seen = loaded && seenBefore(loaded, command.actor, command.request);
  if (!loaded || !seen) return undefined;
  if (seen.bodyHash !== command.request.bodyHash) return refuse('request-id-reused');
  const { referral } = loaded;
  const asWritten = await writtenAs(ledger, referral.id, seen.version);
  return ok(
    needAnswer({ referral, asWritten }, 'repeated', [
      ...warnings,
      joined(referral.reference, answeredElsewhere(referral, command)),
    ]),
  );
};
