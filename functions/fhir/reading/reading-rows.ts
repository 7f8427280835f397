import type { FhirResource } from 'fhir/r4.js';
import { shownTypes } from '../../../contracts/shown-types.ts';
import { readListedOrganisation } from '../directory/read.ts';
import { base, type FhirRow } from '../interaction.ts';
import { historyParameters, readHistory } from './history.ts';
import { readResource, readVersion } from './read.ts';
import { readDocument } from './read-document.ts';
import { readLetter } from './read-letter.ts';
import { communications } from './search/communications.ts';
import { consents } from './search/consents.ts';
import { patients } from './search/patients.ts';
import { requests } from './search/requests.ts';
import { search } from './search/search.ts';
import type { Searchable } from './search/searchable.ts';
import { tasks } from './search/tasks.ts';

const searching = <R extends FhirResource>(searchable: Searchable<R>): FhirRow[] => {
  const { type } = searchable;
  const row = {
    interaction: 'search-type',
    type,
    parameters: 'own',
    search: searchable,
    handle: search(searchable),
  } as const;
  return [
    { ...row, method: 'GET', path: `${base}/${type}` },
    { ...row, method: 'POST', path: `${base}/${type}/_search`, consumes: ['application/x-www-form-urlencoded'] },
  ];
};

/** Ids of the directory begin with `d.`, as no id of a referral does: each is looked for where it can be. */
const readOrganisation: FhirRow['handle'] = (ports) => {
  const [listed, sent] = [readListedOrganisation(ports), readResource('Organization')(ports)];
  return (request) => (request.params.id?.startsWith('d.') ? listed(request) : sent(request));
};

const reading = (type: (typeof shownTypes)[number]): FhirRow[] => {
  const path = `${base}/${type}/{id}`;
  return [
    {
      method: 'GET',
      path,
      interaction: 'read',
      type,
      handle: type === 'Organization' ? readOrganisation : readResource(type),
    },
    { method: 'GET', path: `${path}/_history/{version}`, interaction: 'vread', type, handle: readVersion(type) },
    {
      ...{ method: 'GET', path: `${path}/_history`, interaction: 'history-instance', type },
      ...{ parameters: historyParameters, handle: readHistory(type) },
    },
  ];
};

export const readingRows: readonly FhirRow[] = [
  ...searching(tasks),
  ...searching(requests),
  ...searching(communications),
  ...searching(patients),
  ...searching(consents),
  ...shownTypes.flatMap(reading),
  { method: 'GET', path: `${base}/Binary/{id}`, interaction: 'read', type: 'Binary', handle: readLetter },
  { method: 'GET', path: `${base}/Bundle/{id}`, interaction: 'read', type: 'Bundle', handle: readDocument },
];
