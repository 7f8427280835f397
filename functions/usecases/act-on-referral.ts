import { decide } from '../domain/decide/decide.ts';
import { actWith } from './act-with.ts';

/** Everything that somebody does to a referral after version 1. */
export const actOnReferral = actWith(decide);
