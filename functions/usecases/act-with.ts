import { authorityIn } from '../domain/authority/authority.ts';
import type { Action } from '../domain/decide/actions.ts';
import type { Decide } from '../domain/decide/decide-with.ts';
import type { Decision } from '../domain/decide/decision.ts';
import { hub, isSomebodys } from '../domain/hub.ts';
import {
  type Actor,
  findResource,
  type Referral,
  readReferral,
  referenceTo,
  resourceId,
  resourcesOf,
} from '../domain/referral.ts';
import { referenceOf } from '../domain/request/reference.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import { mostTries } from './most-tries.ts';
import { versionInstant } from './next-instant.ts';
import type { AppendOptions, Clock, Ledger, Loaded, Pause, RequestIdentity } from './ports.ts';
import { seenBefore } from './seen-before.ts';

export interface ActPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Waits before the next try after a conflict. */
  readonly pause: Pause;
}

export interface ActCommand {
  readonly referral: string;
  readonly actor: Actor;
  /** Without a correlation id of its own it belongs to the way of the version that it follows (standards.md 12.8: one for the whole chain). */
  readonly request: Omit<RequestIdentity, 'correlation'> & Partial<Pick<RequestIdentity, 'correlation'>>;
  /** What is asked; or how to read it from the state, where it is a difference from what the caller was shown. */
  readonly action: Action | ((referral: Referral) => Read | Promise<Read>);
  readonly ifMatch?: Basis | readonly Basis[];
  /** What of it the caller does not see: asked before If-Match, whose answer would tell that it is there, and how often it changed. */
  readonly unseen?: (referral: Referral) => readonly Refusal[];
  /** The version that the caller was shown of it, which need not be the one that stands: a receipt has one version for good. */
  readonly shownVersion?: (referral: Referral, type: string, id: string) => string | undefined;
  /** What is written together with the version. */
  readonly beside?: Pick<AppendOptions, 'message' | 'alias'>;
}

type Read = Result<Action | readonly Action[]>;

/** A resource and the version of it that the action is based on. */
export interface Basis {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** Where the sender named the version, if it named several. */
  readonly expression?: string;
}

/** What the action did, and the referral as it stands: of a repeat that may be newer than what it wrote. */
export interface Acted {
  /** What may be shown: a permission may be withdrawn, or the request recalled, between a request and its repeat. */
  readonly referral: Referral;
  /** As of `version`: what the action made is found in it, and none of it is shown. */
  readonly asWritten: Referral;
  /** The version that the action wrote, or that stands where it changed nothing. */
  readonly version: number;
  /** The same request came before, and nothing was written now. */
  readonly repeated: boolean;
  /** False where nothing was to be changed: what is answered stood before. Of a repeat: what the first one did. */
  readonly wrote: boolean;
}

/**
 * Everything that changes a referral after version 1. DESIGN 5, writing: repeated request, If-Match, decide, one Put;
 * a version in the way means to fold again and start over.
 */
export const actWith =
  (decide: Decide) =>
  (ports: ActPorts) =>
  async (command: ActCommand): Promise<Result<Acted>> => {
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const done = await tryOnce(decide, ports, command);
      if (done !== 'conflict') return done;
      await ports.pause(attempt);
    }
    return refuse('busy');
  };

const tryOnce = async (
  decide: Decide,
  { ledger, clock }: ActPorts,
  command: ActCommand,
): Promise<Result<Acted> | 'conflict'> => {
  const loaded = await ledger.load(command.referral);
  if (!loaded || !isParty(loaded.referral, command)) return refuse('not-found');
  const repeat = await answerRepeat(ledger, loaded, command);
  if (repeat) return repeat;
  const stale = refuseAll(command.unseen?.(loaded.referral) ?? []) ?? refuseAll(staleFaults(loaded.referral, command));
  if (stale) return stale;
  const action = typeof command.action === 'function' ? await command.action(loaded.referral) : ok(command.action);
  if (!action.ok) return action;
  const at = versionInstant(clock(), loaded.head.at);
  const decided = decide(loaded.referral, action.value, command.actor, at);
  if (!decided.ok) return decided;
  if (decided.value.changed.length === 0) return ok({ ...asItStands(loaded.referral), repeated: false, wrote: false });
  return write(ledger, loaded, command, decided.value, at);
};

/** The hub's own reminders take part in every referral; an organisation in its own, and where the hub knows it for something. */
const isParty = (referral: Referral, { actor }: ActCommand): boolean =>
  actor.client === hub.client || authorityIn(referral, actor).roles.length > 0;

/** A repeat is answered from the ledger and writes nothing; the same id with another body is refused. */
const answerRepeat = async (
  ledger: Ledger,
  loaded: Loaded,
  { actor, request }: ActCommand,
): Promise<Result<Acted> | undefined> => {
  const seen = seenBefore(loaded, actor, request);
  if (!seen) return undefined;
  if (seen.bodyHash !== request.bodyHash) return refuse('request-id-reused');
  return repeatOf(ledger, loaded, seen.version);
};

const repeatOf = async (ledger: Ledger, { referral, head }: Loaded, version: number): Promise<Result<Acted>> => {
  const then = version === head.version ? referral : await writtenAs(ledger, referral.id, version);
  return ok({ referral, asWritten: then, version, repeated: true, wrote: true });
};

/** A referral as one of its versions left it. */
export const writtenAs = async (ledger: Ledger, referral: string, version: number): Promise<Referral> => {
  const then = await ledger.load(referral, version);
  if (!then) throw new Error(`Ledger of ${referral} lost version ${version}`);
  return then.referral;
};

const asItStands = (referral: Referral): Pick<Acted, 'referral' | 'asWritten' | 'version'> => ({
  referral,
  asWritten: referral,
  version: referral.version,
});

const staleFaults = (referral: Referral, { ifMatch = [], shownVersion }: ActCommand): Refusal[] =>
  ('id' in ifMatch ? [ifMatch] : ifMatch)
    .filter(({ type, id, version }) => {
      const standing = shownVersion?.(referral, type, id) ?? findResource(referral, type, id)?.meta?.versionId;
      return standing !== String(version);
    })
    .map(({ expression }) => ({ code: 'stale-version', ...(expression ? { expression } : {}) }));

const write = async (
  ledger: Ledger,
  loaded: Loaded,
  { referral, actor, request, beside }: ActCommand,
  decision: Decision,
  at: string,
): Promise<Result<Acted> | 'conflict'> => {
  const version = loaded.head.version + 1;
  const inChain = { correlation: loaded.head.correlation, ...request };
  const appended = await ledger.append({ referral, version, at, actor, request: inChain, ...decision }, loaded, beside);
  switch (appended.kind) {
    case 'written':
      return ok({
        ...asItStands(after(loaded.referral, decision, { actor, version, at })),
        ...{ repeated: false, wrote: true },
      });
    case 'already-ours':
      return ours(ledger, referral, version);
    case 'too-large':
      return refuse('too-large');
    case 'guarded':
      return alreadyOpen(appended.by);
    default:
      return 'conflict';
  }
};

/** Two threads about one person would each be worked on as if it were the only one. Nothing is lost: the draft stands. */
const alreadyOpen = (by: string): Result<never> =>
  refuse('already-open', {
    expression: 'Task.status',
    existing: resourceId(by, 's', 1),
    diagnostics: `The person has an open referral from you, ${referenceOf(by)}. What the draft asks for, sent as a new request, is added to it.`,
  });

/** What stands may be from the same request on another connection: its own instant counts, not ours. */
const ours = async (ledger: Ledger, referral: string, version: number): Promise<Result<Acted>> => {
  const newest = await ledger.load(referral);
  if (!newest) throw new Error(`Ledger of ${referral} lost version ${version}`);
  return repeatOf(ledger, newest, version);
};

const after = (
  referral: Referral,
  { changed, action }: Decision,
  { actor, version, at }: { readonly actor: Actor; readonly version: number; readonly at: string },
): Referral => {
  const acted = isSomebodys({ ...actor, action })
    ? new Map([...referral.acted, [actor.organisation, at]])
    : referral.acted;
  const keys = new Set(changed.map(referenceTo));
  const kept = resourcesOf(referral).filter((r) => !keys.has(referenceTo(r)));
  return readReferral({ ...referral, acted, version, at }, [...kept, ...changed]);
};
