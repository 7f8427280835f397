import type { FhirResource } from 'fhir/r4.js';
import type { Reader } from '../../../domain/referral.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Answer, SignedIn } from '../../../http/request.ts';
import type { FhirPorts } from '../../ports.ts';
import { handsOver } from '../conditional.ts';
import { foundReferrals } from './found-referrals.ts';
import { listPage, type Page } from './list-page.ts';
import { boundTo, openPlace, type Place, sealPlace } from './place.ts';
import { type Question, readQuestion, supported } from './question.ts';
import type { List, Searchable } from './searchable.ts';
import { searchset } from './searchset.ts';
import { fitting, type Unit, unitsWithin } from './units.ts';

/** GET /{type}, and POST /{type}/_search with the same parameters as a form. Links are bound to caller and question. */
export const search =
  <R extends FhirResource>(searchable: Searchable<R>) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const asked = askedIn(ports, searchable, request);
    if (!asked.ok) return asked;
    const { query, question, bound, at } = asked.value;
    const { actor } = request.principal;
    const found = await answer(ports, searchable, question, actor, at);
    if (!found.ok) return found;
    const { units, next, total, ...missed } = found.value;
    const sealed = next && sealPlace(ports.cursors, next, bound);
    const url = `${ports.publicUrl}/FHIR/R4/${searchable.type}`;
    const links = { url, query, asked: at.asked, ...(sealed ? { next: sealed } : {}) };
    const answered = { status: 200, body: searchset(units, links, total), ...missed };
    if (handsOver(request, answered)) await ports.collected(actor.organisation, units.flatMap(shownWhole));
    return ok(answered);
  };

/** The question, and where in its answer the page begins. */
const askedIn = <R extends FhirResource>(ports: FhirPorts, searchable: Searchable<R>, request: SignedIn) => {
  const query = new URLSearchParams([...request.query, ...new URLSearchParams(request.body)]);
  const question = readQuestion(searchable, query);
  if (!question.ok) return question;
  const bound = boundTo(request, searchable.type, query);
  const at = openPlace(ports.cursors, question.value.page, bound, request.now);
  return at.ok ? ok({ query, question: question.value, bound, at: at.value }) : at;
};

const shownWhole = ({ match, referral }: Unit) => (referral ? [{ shown: match, referral }] : []);

interface Found extends Page {
  readonly total?: number;
  /** Fewer were found than the question names. */
  readonly missed?: true;
}

/** Straight from the ledgers where the question says which; else from a list. */
const answer = async <R extends FhirResource>(
  ports: FhirPorts,
  searchable: Searchable<R>,
  question: Question<R>,
  reader: Reader,
  at: Place,
): Promise<Result<Found>> => {
  const { organisation } = reader;
  const direct = question.criteria.find((c) => c.lookups !== undefined)?.lookups;
  if (direct) {
    const named = question.criteria.filter((c) => c.name === 'requester').flatMap((c) => c.organisations);
    const referrals = await foundReferrals(
      ports,
      direct,
      { ...searchable, organisation },
      named.length > 0 ? named : [organisation],
    );
    const units = await Promise.all(
      referrals.map((referral) => unitsWithin(ports, searchable, question, referral, reader)),
    );
    const page = pageOf(sorted(units.flat(), question), question.count, at);
    return ok(referrals.length < direct.length ? { ...page, missed: true } : page);
  }
  const list = listFor(searchable, question, organisation);
  return list.ok ? ok(await listPage(ports, searchable, list.value, question, reader, at)) : list;
};

const sorted = (units: readonly Unit[], { sort }: { readonly sort?: string }): readonly Unit[] => {
  if (sort === undefined) return units;
  const turn = sort === 'descending' ? -1 : 1;
  const key = ({ match }: Unit): string => `${match.meta?.lastUpdated} ${match.id}`;
  return [...units].sort((a, b) => (key(a) < key(b) ? -turn : turn));
};

const pageOf = (units: readonly Unit[], count: number, { asked, skip = 0 }: Place): Found => {
  const kept = fitting(units.slice(skip), count);
  const after = skip + kept.length;
  return {
    units: kept,
    total: units.length,
    ...(after < units.length ? { next: { asked, list: 0, skip: after } } : {}),
  };
};

const listFor = <R extends FhirResource>(
  { list, type, parameters }: Searchable<R>,
  { sort, criteria }: Question<R>,
  organisation: string,
): Result<List<R>> => {
  if (!list)
    return refuse('invalid-parameter', {
      diagnostics: `a search of ${type} names which: ${supported(parameters).join(', ')}`,
    });
  if (sort !== undefined)
    return refuse('invalid-parameter', {
      expression: '_sort',
      diagnostics:
        'only where the question names a resource or identifier: lists come by authoredOn, and with a lower bound of _lastUpdated by the last change in each referral',
    });
  if (list.from === 'ledgers') {
    const names = criteria.some((c) => c.name === list.naming && c.organisations.includes(organisation));
    if (!names)
      return refuse('invalid-parameter', {
        diagnostics: `name ${list.naming} (your own organisation), or which referral: ${supported(parameters).join(', ')}`,
      });
  }
  return ok(list);
};
