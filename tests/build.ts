import { build } from '../infra/build/build.ts';

/** Bundles and the FHIR validator are made once, before the first test of a run. */
export const setup = async (): Promise<void> => {
  await build();
};
