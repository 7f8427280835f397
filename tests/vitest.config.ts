import { defineConfig } from 'vitest/config';

const project = (name: string, options: Record<string, unknown> = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...options },
});

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    globalSetup: ['tests/build.ts'],
    expect: { requireAssertions: true },
    reporters: ['default', './tests/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      project('unit'),
      project('contract'),
      project('infra', { testTimeout: 180_000 }),
      project('integration', { fileParallelism: false }),
      // After the others: a county in a box wants both cores for itself.
      project('simulation', { fileParallelism: false, sequence: { groupOrder: 1 } }),
      project('journeys', { fileParallelism: false, testTimeout: 120_000 }),
    ],
  },
});
