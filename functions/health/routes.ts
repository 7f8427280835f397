import type { OpenRoute, Reply } from '../http/request.ts';
import type { Clock } from '../usecases/ports.ts';

interface HealthPorts {
  /** Rejects when a version could not be written now. */
  readonly canWrite: () => Promise<true>;
  readonly clock: Clock;
  /** Told of what went wrong. */
  readonly failed: (error: unknown) => void;
}

const healthPath = '/health';

/** Anybody may ask, as often as they like: the store is asked once in so many milliseconds for each warm function. */
const lifetime = 10_000;

/** https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check: says whether, and nothing of why. */
export const healthRoutes = ({ canWrite, clock, failed }: HealthPorts): readonly OpenRoute[] => {
  let known: { readonly until: number; readonly writes: boolean } | undefined;
  const writes = async (): Promise<boolean> => {
    const now = Date.parse(clock());
    if (known && now < known.until) return known.writes;
    const found = await canWrite().catch((error: unknown) => {
      failed(error);
      return false;
    });
    known = { until: now + lifetime, writes: found };
    return found;
  };
  const handle = async (): Promise<Reply> => {
    const works = await writes();
    return {
      status: works ? 200 : 503,
      headers: { 'content-type': 'application/health+json' },
      body: { status: works ? 'pass' : 'fail' },
    };
  };
  return [{ method: 'GET', path: healthPath, open: true, handle }];
};
