/**
 * Every URI that Handover writes or understands, in one place.
 * NHS systems: UK Core identifier slices (standards.md 6); ours are below `base`.
 */
export const base = 'https://fhir.handover.example';

export const systems = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsOrganisation: 'https://fhir.nhs.uk/Id/ods-organization-code',
  odsSite: 'https://fhir.nhs.uk/Id/ods-site-code',
  snomed: 'http://snomed.info/sct',
  /** HL7 v3 ActReason: `HTEST` marks test data. */
  actReason: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  /** How somebody was spoken to, in `Communication.medium`. */
  participationMode: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode',
  taskCode: 'http://hl7.org/fhir/CodeSystem/task-code',
  /** Organisations without an ODS code: voluntary groups, most of them. */
  organisation: `${base}/Id/organisation`,
  /** The short reference for people, `HO-7K3M-2P4X`. */
  reference: `${base}/Id/reference`,
  /** A message of the hub, so that a recipient knows a repeat. */
  message: `${base}/Id/message`,
  /** A coordinator's own codes of its staff. */
  staff: `${base}/Id/staff`,
  /** Local teams of a coordinator: contracts/areas/teams.ts. */
  team: `${base}/Id/team`,
  /** A partner's own name for one session of an activity. */
  session: `${base}/Id/session`,
  businessStatus: `${base}/CodeSystem/business-status`,
  auditKind: `${base}/CodeSystem/audit-kind`,
  /** As what somebody acts: contracts/authority/roles.ts. */
  role: `${base}/CodeSystem/role`,
  statusReason: `${base}/CodeSystem/status-reason`,
  outcome: `${base}/CodeSystem/referral-outcome`,
  attendance: `${base}/CodeSystem/attendance`,
  taskOutput: `${base}/CodeSystem/task-output`,
  recordKind: `${base}/CodeSystem/communication-kind`,
  practiceMessage: `${base}/CodeSystem/practice-message`,
  firstConversation: `${base}/CodeSystem/first-conversation`,
  /** What a message to the person says: contracts/lifecycle/person-messages.ts. */
  personMessage: `${base}/CodeSystem/person-message`,
  /** Whether the person would go again: topic of a Communication of kind `go-again`. */
  goAgain: `${base}/CodeSystem/go-again`,
  deliveryOutcome: `${base}/CodeSystem/delivery-outcome`,
  /** Why a message did not arrive, where the recipient said so. */
  deliveryReason: `${base}/CodeSystem/delivery-reason`,
  /** By which way a message went: `Communication.medium` of the record of it. */
  deliveryWay: `${base}/CodeSystem/delivery-way`,
  /** What a recipient of a document answers: ITK3, https://digital.nhs.uk/developer/api-catalogue/itk3 */
  itkResponse: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1',
  activity: `${base}/CodeSystem/activity`,
  /** What a service of the directory is for: contracts/directory/needs.ts. */
  need: `${base}/CodeSystem/need`,
  /** What a place of the directory offers: contracts/directory/access.ts. */
  directoryAccess: `${base}/CodeSystem/directory-access`,
  /** SDOHCC's codes of room: contracts/directory/capacity.ts. */
  sdohCapacity: 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes',
  reason: `${base}/CodeSystem/reason-for-referral`,
  risk: `${base}/CodeSystem/risk`,
  request: `${base}/CodeSystem/request-detail`,
  obligation: `${base}/CodeSystem/obligation`,
  /** What became known of the person: topic of a Communication of kind `circumstance`. */
  circumstance: `${base}/CodeSystem/circumstance`,
  /** Who asks that the person is called: topic of a Communication of kind `please-call`. */
  pleaseCall: `${base}/CodeSystem/please-call`,
  /** Why a group is to be rung: lifecycle/ring-group.ts. */
  ringGroup: `${base}/CodeSystem/ring-group`,
  /** Who a RelatedPerson, or the person of a linked referral, is to the person who is referred. */
  relationship: `${base}/CodeSystem/relationship`,
  referrerKind: `${base}/CodeSystem/referrer-kind`,
  /** Purposes of a Consent that are no request to anybody: contracts/lifecycle/permission-purposes.ts */
  permissionPurpose: `${base}/CodeSystem/permission-purpose`,
  /** Answers to the questions of contracts/measures that no other system has a code for. */
  measure: `${base}/CodeSystem/measure`,
  /** When it was asked: contracts/measures/answers.ts. */
  measureOccasion: `${base}/CodeSystem/measure-occasion`,
  /** What became of something that was said of the service: contracts/lifecycle/feedback.ts. */
  feedbackReply: `${base}/CodeSystem/feedback-reply`,
  /** How somebody found a session: contracts/lifecycle/programmes.ts. */
  sessionRating: `${base}/CodeSystem/session-rating`,
  /** Quadrants of the service: contracts/areas/this-segments.ts. */
  segment: `${base}/CodeSystem/segment`,
  /** Whether the person may be shown it online: contracts/lifecycle/online.ts. */
  shownOnline: `${base}/CodeSystem/shown-online`,
  /** What stands in `meta.tag` of a Task for its reader: contracts/lifecycle/codes.ts. */
  notice: `${base}/CodeSystem/notice`,
  error: `${base}/CodeSystem/error`,
  /** What a message asks for, as `ServiceRequest.category`. */
  useCase: `${base}/CodeSystem/use-case`,
} as const;

/** What senders of BaRS messages write (standards.md 5); the hub is no BaRS receiver and adds no code to these systems. */
export const bars = {
  event: 'https://fhir.nhs.uk/CodeSystem/message-events-bars',
  reason: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars',
  category: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest',
  useCase: 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars',
  error: 'https://fhir.nhs.uk/CodeSystem/http-error-codes',
  dosService: 'https://fhir.nhs.uk/Id/dos-service-id',
} as const;

export const extensions = {
  /** On a ContactPoint: code `safe`, `not-safe` or `unknown`. DESIGN 4, safe contact. */
  contactSafety: `${base}/StructureDefinition/contact-safety`,
  /** On a Patient: the rest of the safe contact block (times, voicemail, post, naming, through whom). */
  safeContact: `${base}/StructureDefinition/safe-contact`,
  /** On a Patient: what an organiser does ("step-free"), never a diagnosis; only what the person agreed to share. */
  accessNeed: `${base}/StructureDefinition/access-need`,
  /** On a Task or Appointment: who signed the person up, how the meeting is held, when to look again. */
  signedUpBy: `${base}/StructureDefinition/signed-up-by`,
  meetingMode: `${base}/StructureDefinition/meeting-mode`,
  reviewDate: `${base}/StructureDefinition/review-date`,
  /** On an onward Task that is on a waiting list, a valuePositiveInt: the place, 1 is next. Said by the partner. */
  waitingPlace: `${base}/StructureDefinition/waiting-place`,
  /** On T1: whose case it is at the coordinator, by `systems.staff`; the coordinator alone sets and sees it. */
  assignee: `${base}/StructureDefinition/assignee`,
  /** On T1, parts `version`, `updated`, `modified`: how its referrer knows it while measures alone have moved it. Made by the hub. */
  asReferrerSees: `${base}/StructureDefinition/as-referrer-sees`,
  /** On T1: which local team it is for, by `systems.team`; the hub sets it by practice, then postcode, and the coordinator moves it. */
  localTeam: `${base}/StructureDefinition/local-team`,
  /** On an Appointment, each of several parts: `what` (lifecycle/arrangements.ts), `by` the name of who sees to it, `done` true. */
  arrangement: `${base}/StructureDefinition/arrangement`,
  /** On an Appointment: a code of `attendanceResults` where its status cannot say it (could not come, not sure, not known). */
  attendance: `${base}/StructureDefinition/attendance`,
  /**
   * The same, of several parts: what the `group`, and what the `person` said, and what the coordinator `decided`; there since the
   * person said anything, with `since`, where what stands was known before the last word. Made by the hub; the coordinator alone sees it.
   */
  attendanceSaid: `${base}/StructureDefinition/attendance-said`,
  /** On an onward Task that was cancelled, true: by its owner, and not by who asked. Made by the hub. */
  endedByOwner: `${base}/StructureDefinition/ended-by-owner`,
  /** On a Task that ended as a draft: nobody but its author has ever seen it. Made by the hub. */
  neverSent: `${base}/StructureDefinition/never-sent`,
  /** On a HealthcareService, a valueCodeableConcept: whether it has room (standards.md 2.5). */
  sdohCapacity:
    'http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-ExtensionHealthcareServiceCapacityStatus',
  /** On a HealthcareService: the day on which somebody last checked the entry, and whether that is too long ago. */
  lastChecked: `${base}/StructureDefinition/last-checked`,
  stale: `${base}/StructureDefinition/stale`,
  /** On a HealthcareService that is closed or gone: the one that has taken its place. */
  replacedBy: `${base}/StructureDefinition/replaced-by`,
  /** On a HealthcareService: why it has its rank, in one line. */
  whyThisRank: `${base}/StructureDefinition/why-this-rank`,
  /** On a Communication of kind `options-ranked`, a valueString: the tool or the human that ranked. On an entry of it, a valueCode of directory/not-offered.ts, made by the hub. */
  rankedBy: `${base}/StructureDefinition/ranked-by`,
  notOffered: `${base}/StructureDefinition/not-offered`,
  /** On a Task: the instant since which it has its status; deadlines count from here. */
  statusSince: `${base}/StructureDefinition/status-since`,
  /** On `OperationOutcome.issue.details`, a url: the page about the code. HL7 has no extension for it (searched 2026-11). */
  errorPage: `${base}/StructureDefinition/error-page`,
  /** On a message that was acknowledged: the version that made it, from which its words are. */
  madeIn: `${base}/StructureDefinition/made-in-version`,
  /** On a Communication of kind `please-call`, a valuePeriod: by when whoever asked was told that it is read, and that somebody rings. Made by the hub. */
  callDue: `${base}/StructureDefinition/call-due`,
  /** On a ServiceRequest that a page made, a valueCode: how it came (lifecycle/reasons.ts). */
  wayIn: `${base}/StructureDefinition/way-in`,
  /** On an abort Task: the code of businessStatus that the Task had before, and has again if it goes on. */
  businessStatusBefore: `${base}/StructureDefinition/business-status-before`,
  /** On a Task that the hub made: the organisation for which it did, and whose request it therefore also completes. */
  onBehalfOf: `${base}/StructureDefinition/on-behalf-of`,
  /** On a Communication of kind `contact-attempt`, a valueContactPoint: the number or address at which it was tried. */
  triedAt: `${base}/StructureDefinition/tried-at`,
  /** The same, a valueBoolean: the needs of format and language that are recorded of the person were met in this try. */
  needsMet: `${base}/StructureDefinition/needs-met`,
  /** On T1: whom the messages go to, where that is not whoever referred; without a reference, whom a person tells. Made by the hub. */
  answersTo: `${base}/StructureDefinition/answers-to`,
  /**
   * On a Consent, of several parts: `basis` a code of lifecycle/permission-bases.ts, and what that asks for (`decided-by`, `role`,
   * `consulted`, `assessed-by`, `reason`). Without it the person decided.
   */
  decision: `${base}/StructureDefinition/decision`,
  /** On a Consent, a valueReference: who wrote it down. The display is the sender's, the organisation the hub's. */
  recordedBy: `${base}/StructureDefinition/recorded-by`,
  /**
   * On an onward Task, of several parts: `judgement`, `setting`, `condition` are codes of lifecycle/risk-settings.ts; `by` a
   * name, `at` when (absent: now); `adult` true where the birth date does not say that the person is 18. No partner sees it but its conditions.
   */
  risksConsidered: `${base}/StructureDefinition/risks-considered`,
  /** On an onward draft, a reference to another onward Task: it is asked next if that one is declined. */
  nextAfter: `${base}/StructureDefinition/next-after`,
  /** On an onward Task, an instant: the hub itself asked it, when the one before was declined. */
  movedOn: `${base}/StructureDefinition/moved-on`,
  /** On an onward draft, the code of a refusal: why the hub could not ask it then, so that a person does. */
  notMovedOn: `${base}/StructureDefinition/not-moved-on`,
  /** On an onward Task, a valueBoolean: the group said yes by a link, and has no software that names meetings. Made by the hub. */
  answeredByLink: `${base}/StructureDefinition/answered-by-link`,
  /**
   * On T1: `kind` who referred (referrer-kind), `hears` what the referrer is told; `until-agreed` = `receipt`: no more than a
   * receipt until the person agreed. Made by the hub.
   */
  referrer: `${base}/StructureDefinition/referrer`,
  /**
   * On a QuestionnaireResponse, of several parts: `occasion`, `mode` and `not-answered` are codes of contracts/measures/answers.ts,
   * `explained` a valueBoolean.
   */
  measure: `${base}/StructureDefinition/measure`,
  /** On an Appointment, a valueString: the name of who leads it; at most two. */
  leader: `${base}/StructureDefinition/leader`,
  /** On the value of an output of type `session-rating`, a valueReference: which meeting. */
  ofSession: `${base}/StructureDefinition/of-session`,
  /** On a Communication of kind `person-message`, a valueInstant: when the person would be there by what they know. Made by the hub. */
  expectedAt: `${base}/StructureDefinition/expected-at`,
  /** On the value of an output of type `segment`, of several parts: `rule`, `date`, `by`. */
  segment: `${base}/StructureDefinition/segment`,
  /** On a message to a practice, a valueCode of lifecycle/online.ts. Made by the hub. */
  shownOnline: `${base}/StructureDefinition/shown-online`,
} as const;

/** Kinds of links that have no registered name (RFC 8288, 2.1.2). */
export const relations = {
  /** In a searchset: the same question, from a little before it was asked on. Where the next poll begins. */
  nextPoll: `${base}/relation/next-poll`,
} as const;
