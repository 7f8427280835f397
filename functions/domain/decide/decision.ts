import type { FhirResource } from 'fhir/r4.js';
import type { EventName } from '../../../contracts/events/event-types.ts';
import {
  type IdKind,
  kindOfId,
  numberOf,
  type Referral,
  readReferral,
  referenceTo,
  resourceId,
  resourcesOf,
} from '../referral.ts';

/** A past-tense fact of one version; stored as its name and the Task that it is about. */
export interface EventType {
  readonly type: EventName;
  /** The Task it is about: `Task/<id>`. */
  readonly task: string;
}

/** What an accepted action makes: whole resources and facts. Nothing changed = the answer is what stands. */
export interface Decision {
  readonly action: string;
  readonly changed: readonly FhirResource[];
  readonly events: readonly EventType[];
}

/**
 * A referral while one action is worked out: each `put` is seen by the steps after it,
 * so that an effect (a cascade, a message) reads the state that its cause left.
 */
export class Draft {
  readonly now: string;
  #referral: Referral;
  /** Put since `#referral` was sorted. Sorting waits until somebody looks: thousands of resources are put one after another. */
  #unsorted: FhirResource[] = [];
  /** The highest number used, of each kind that was asked for. */
  readonly #last = new Map<IdKind, number>();
  readonly #changed = new Map<string, FhirResource>();
  readonly #events: EventType[] = [];

  constructor(referral: Referral, now: string) {
    this.#referral = referral;
    this.now = now;
  }

  get referral(): Referral {
    if (this.#unsorted.length > 0) {
      const put = new Map(this.#unsorted.map((r) => [referenceTo(r), r]));
      const kept = resourcesOf(this.#referral).filter((r) => !put.has(referenceTo(r)));
      this.#unsorted = [];
      this.#referral = readReferral(this.#referral, [...kept, ...put.values()]);
    }
    return this.#referral;
  }

  put(put: FhirResource, event?: EventType): void {
    // A later action of the same version asks what happened since this one.
    const resource = { ...put, meta: { ...put.meta, lastUpdated: this.now } };
    this.#changed.set(referenceTo(resource), resource);
    this.#unsorted.push(resource);
    const kind = kindOfId(resource.id);
    const last = kind && this.#last.get(kind);
    if (kind && last !== undefined) this.#last.set(kind, Math.max(last, numberOf(resource)));
    if (event) this.#events.push(event);
  }

  /** The next free id of a kind in this referral. */
  nextId(kind: IdKind): string {
    return resourceId(this.#referral.id, kind, this.#lastOf(kind) + 1);
  }

  #lastOf(kind: IdKind): number {
    const known = this.#last.get(kind);
    if (known !== undefined) return known;
    const used = resourcesOf(this.referral).filter((r) => kindOfId(r.id) === kind);
    const last = used.reduce((most, r) => Math.max(most, numberOf(r)), 0);
    this.#last.set(kind, last);
    return last;
  }

  /** The next number free for a request and its Task together, so that SR2 and T2 read as a pair. */
  nextNumber(): number {
    return Math.max(this.#lastOf('s'), this.#lastOf('t')) + 1;
  }

  decide(action: string): Decision {
    return { action, changed: [...this.#changed.values()], events: this.#events };
  }
}
