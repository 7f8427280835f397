import { base } from '../systems.ts';
import type { Instrument } from './instrument.ts';
import { ons4 } from './ons4.ts';
import { pam } from './pam.ts';
import { satisfaction } from './satisfaction.ts';
import { swemwbs } from './swemwbs.ts';

/** Every instrument that the hub knows. */
export const instruments: readonly Instrument[] = [ons4, swemwbs, pam, satisfaction];

/** One question or more of somebody who is done with the service: there is no beginning to compare it with. */
export const isAskedOnce = ({ exitAfterDays }: Instrument): boolean => exitAfterDays === undefined;

/** `https://…/Questionnaire/ons4|1`, as a QuestionnaireResponse names it. */
export const canonicalOf = ({ code, version }: Pick<Instrument, 'code' | 'version'>): string =>
  `${base}/Questionnaire/${code}|${version}`;

export const instrumentOf = (canonical: string | undefined): Instrument | undefined =>
  instruments.find((instrument) => canonicalOf(instrument) === canonical);
