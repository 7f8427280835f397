import type { Route } from '../../http/request.ts';
import { actPage, doAct } from './act-page.ts';
import { paths } from './addresses.ts';
import { companionsPage } from './companions-page.ts';
import { doTeamAct } from './do-team-act.ts';
import { feedbackPage } from './feedback-page.ts';
import { findGroupPage } from './find-group-page.ts';
import { listPage } from './list-page.ts';
import { paperPage } from './paper-page.ts';
import { personPage } from './person-page.ts';
import type { WorklistPorts } from './ports.ts';
import { staffForm, staffPage } from './staff-page.ts';
import { teamPage } from './team-page.ts';
import { todayPage } from './today-page.ts';

/** What link workers and their managers work from: one row each. */
export const worklistRoutes = (ports: WorklistPorts): readonly Route[] => [
  staffPage(ports, paths.today, todayPage),
  staffPage(ports, paths.person, personPage),
  // Before acts: it is none.
  staffPage(ports, paths.groups, findGroupPage),
  staffPage(ports, paths.act, actPage),
  staffForm(ports, paths.act, doAct),
  staffPage(ports, paths.paper, paperPage),
  staffPage(ports, paths.list, listPage),
  staffPage(ports, paths.team, teamPage),
  staffPage(ports, paths.feedback, feedbackPage),
  staffForm(ports, paths.team, doTeamAct),
  staffPage(ports, paths.companions, companionsPage),
];
