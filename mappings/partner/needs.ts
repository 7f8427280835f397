import type { Patient } from 'fhir/r4.js';
import { accessNeeds, askTheService } from '../../contracts/lifecycle/access-needs.ts';
import { accessNeedTexts } from '../../functions/domain/contact/access-needs.ts';

const bare = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
const known: ReadonlyMap<string, string> = new Map(accessNeeds.map((need) => [bare(need), need]));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A need of the hub's list as the list says it; of any other, whoever wrote it, that there is one: no free text goes to a partner. */
const said = (text: string): string => capital(known.get(bare(text)) ?? askTheService);

export const needsOf = (patient: Patient): string[] => [...new Set(accessNeedTexts(patient).map(said))];
