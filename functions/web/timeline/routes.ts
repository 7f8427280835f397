import type { Route } from '../../http/request.ts';
import type { WorklistPorts } from '../worklist/ports.ts';
import { staffPage } from '../worklist/staff-page.ts';
import { timelinePage } from './timeline-page.ts';

const timelinePath = '/staff/timeline/{reference}';

export const timelineRoutes = (ports: WorklistPorts): readonly Route[] => [
  staffPage(ports, timelinePath, timelinePage),
];
