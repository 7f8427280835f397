import { decideBreakGlass } from '../authority/break-glass.ts';
import { whyMayNot } from '../authority/may-act.ts';
import { decideAskCall } from '../call/decide-ask-call.ts';
import { decideLink } from '../carer/links.ts';
import { decideReport } from '../circumstance/decide-report.ts';
import { decideSettle } from '../circumstance/decide-settle.ts';
import { heedReason } from '../circumstance/heed-reason.ts';
import { decideAskCompanion } from '../companion/decide-ask-companion.ts';
import { settleCompanions } from '../companion/settle-companions.ts';
import { hub } from '../hub.ts';
import { decideRecordMeasure } from '../measures/decide-measure.ts';
import { decideGroupRung } from '../meetings/ring-group.ts';
import { decideKeepRanked } from '../options/decide-keep-ranked.ts';
import { decideOwnPage } from '../own-page/decide-own-page.ts';
import { decideRecallCopy, decideTakeCopy } from '../permission/decide-copy.ts';
import { decideRecordPermission } from '../permission/decide-permission.ts';
import { refuse } from '../result.ts';
import { heedDanger } from '../said/heed-danger.ts';
import { decideUpdateTask } from '../tasks/update-task.ts';
import { decideRequestAbort } from './decide-abort.ts';
import { decideAcknowledge } from './decide-acknowledge.ts';
import { hubRoute } from './decide-as-hub.ts';
import { decideAssign } from './decide-assign.ts';
import { decideCorrectContact } from './decide-contact.ts';
import { decideCorrespond, decideTakeBack } from './decide-correspondence.ts';
import { decideCancelMeeting, decideNameMeeting } from './decide-meeting.ts';
import { decideAddNeed } from './decide-need.ts';
import { decideRequestOnward } from './decide-onward.ts';
import { decideOpened } from './decide-opened.ts';
import { decideRecord } from './decide-record.ts';
import { decideRecordResult } from './decide-result.ts';
import { decideReviseRequest } from './decide-revise.ts';
import { decideWith, type Route } from './decide-with.ts';

const route: Route = (draft, action, actor) => {
  if (actor.client === hub.client) return hubRoute(draft, action, actor);
  switch (action.kind) {
    case 'update-task':
      return decideUpdateTask(draft, action, actor);
    case 'request-onward':
      return decideRequestOnward(draft, action, actor);
    case 'ask-companion':
      return decideAskCompanion(draft, action, actor);
    case 'name-meeting':
      return decideNameMeeting(draft, action, actor);
    case 'cancel-meeting':
      return decideCancelMeeting(draft, action, actor);
    case 'record-result':
      return decideRecordResult(draft, action, actor);
    case 'record':
      return decideRecord(draft, action, actor);
    case 'request-abort':
      return decideRequestAbort(draft, action, actor);
    case 'revise-request':
      return decideReviseRequest(draft, action, actor);
    case 'add-need':
      return decideAddNeed(draft, action, actor);
    case 'correspond':
      return decideCorrespond(draft, action, actor);
    case 'take-back':
      return decideTakeBack(draft, action, actor);
    case 'acknowledge':
      return decideAcknowledge(draft, action, actor);
    case 'correct-contact':
      return decideCorrectContact(draft, action, actor);
    case 'assign':
      return decideAssign(draft, action, actor);
    case 'open':
      return decideOpened(draft, action, actor);
    case 'report-circumstance':
      return decideReport(draft, action, actor);
    case 'settle-circumstance':
      return decideSettle(draft, action, actor);
    case 'ask-call':
      return decideAskCall(draft, action, actor);
    case 'link':
      return decideLink(draft, action, actor);
    case 'record-permission':
      return decideRecordPermission(draft, action, actor);
    case 'take-copy':
      return decideTakeCopy(draft, action, actor);
    case 'recall-copy':
      return decideRecallCopy(draft, action, actor);
    case 'record-measure':
      return decideRecordMeasure(draft, action, actor);
    case 'group-rung':
      return decideGroupRung(draft, action, actor);
    case 'keep-ranked':
      return decideKeepRanked(draft, action, actor);
    case 'own-page':
      return decideOwnPage(draft, action, actor);
    case 'break-glass':
      return decideBreakGlass(draft, action, actor);
    case 'chase':
    case 'move-on':
    case 'record-delivery':
    case 'hold-message':
    case 'drop-companion':
    case 'ring-group':
      return refuse('not-found');
  }
};

/** With what the words that are given for it say of the person. */
const heeding: Route = (draft, action, actor) => {
  const before = draft.referral;
  const routed = route(draft, action, actor);
  if (!routed.ok) return routed;
  heedReason(draft, before, action, actor);
  if (actor.client !== hub.client) heedDanger(draft, before, action, actor);
  // That the hub reminded somebody changes nothing for anybody.
  if (actor.client !== hub.client) settleCompanions(draft);
  return routed;
};

/** Everything that anybody may ask for. */
export const decide = decideWith(heeding, whyMayNot);
