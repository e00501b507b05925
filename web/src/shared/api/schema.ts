// SPDX-License-Identifier: Apache-2.0
// Made by `make api-types` from the description the server gives of its API. Do not edit: change the C++ and make it again.

export interface Absences { items: AbsenceView[]; colleagues: ColleagueView[] }
export interface AbsenceView { id: string; person: Assignee; deputy?: Assignee; from: string; until: string; now: boolean; can_end: boolean }
export interface AccessEntry { at: string; reader: AccessEntryReader; record: AccessEntryRecord; fields: Words[]; purpose: string; legal_basis: Words; position: number }
export interface AccessEntryReader { name: string; post: Words; agency: Words }
export interface AccessEntryRecord { registry: string; title: Words }
export interface AccessPage { items: AccessEntry[]; next_cursor?: string }
export interface AccountPage { items: AccountView[]; next_cursor?: string }
export interface AccountView { id: string; login: string; name: string; kind: string; state: string; locked: boolean }
export interface AnnexView { procedures: SpecialProcedureView[]; extensions: ExtensionView[]; links: LinkView[]; approval?: PendingApprovalView; termination?: TerminationView; reopened_at?: string; archived_at?: string }
export interface AnswerFindingBody { text: string }
export interface Applicant { name: string; company: string; company_name: string }
export interface AskApprovalBody { what: Wanted; reason: string; kind?: string; days?: number; legal_basis?: string; remedies?: string }
export interface AskOpinionBody { posts?: PostRef[]; people?: string[]; question: string }
export interface AskSelfCheckBody { answers: Record<string, unknown> }
export interface AssignBody { person: string; reason?: string }
export interface Assignee { id: string; name: string }
export interface AssignPostBody { account: string; assigned: boolean }
export interface Blocked { code: string; message: string }
export interface Board { items: BoardRow[] }
export interface BoardRow { agency: Named; rule: Coded; grade: string; open: number; late: number; answered: number; accepted: number; rejected: number }
export type BulkAct = 'claim' | 'release' | 'delegate' | 'reassign' | 'urge' | 'note';
export interface BulkBody { act: BulkAct; tasks: string[]; person?: string; text?: string }
export interface BulkOutcome { id: string; done: boolean; problem?: Blocked }
export interface BulkOutcomes { items: BulkOutcome[] }
export type CalendarGrade = 'normal' | 'reminder' | 'yellow' | 'red';
export type CalendarUnit = 'working_day' | 'natural_day' | 'hour';
export interface Candidate { person: string; name: string }
export interface Candidates { items: Candidate[] }
export type CaseAct = 'withdraw' | 'supply' | 'rate' | 'note' | 'urge' | 'attach' | 'suspend' | 'resume' | 'extend' | 'terminate' | 'ask_approval' | 'decide_approval' | 'correct' | 'reopen' | 'archive' | 'relate';
export interface CaseDetail { id: string; number: string; item: Coded; state: Coded; submitted_at: string; closed_at?: string; applicant_name: string; deadlines: Deadline[]; can: CaseAct[]; urgings?: number; applicant: Applicant; form: FilledForm; materials: CaseMaterial[]; history: HistoryEntry[]; supplement?: Supplement; decision?: Decision; licence?: LicenceLink; rating?: Rating; annex?: AnnexView; version: number }
export interface CaseMaterial { code: string; title: Words; required: boolean; files: StoredFile[] }
export interface CasePage { items: CaseSummary[]; next_cursor?: string }
export interface CaseProcess { bpmn_xml: string; names: CaseProcessName[]; active: string[]; passed: string[] }
export interface CaseProcessName { element: string; name: Words }
export interface CaseSummary { id: string; number: string; item: Coded; state: Coded; submitted_at: string; closed_at?: string; applicant_name: string; deadlines: Deadline[]; can: CaseAct[]; urgings?: number }
export interface CheckProcessBody { xml: string }
export interface CheckRulesBody { xml: string }
export interface CloseFindingBody { accepted: boolean; text?: string }
export interface Coded { code: string; title: Words }
export interface ColleagueView { id: string; name: string; can_record: boolean }
export interface CompleteBody { outcome: string; opinion?: string; data?: unknown }
export interface ConsistencyProof { from: number; to: number; path: string[] }
export interface CorrectBody { reason: string; form?: unknown; labels?: CorrectLabel[] }
export interface CorrectLabel { file: string; material: string }
export interface CreateAccountBody { login: string; name: string; password: string; phone?: string }
export interface CreateDraftBody { item: string; company?: string; data?: unknown }
export interface Deadline { code: string; title: Words; due: string; certain: boolean; remaining: number; unit: CalendarUnit; number: number; legal_basis: Words; paused: boolean; grade: CalendarGrade }
export interface DecideApprovalBody { agree: boolean; note?: string }
export interface Decision { outcome: string; reasons: string; at: string; remedies?: Words }
export interface DeskSummary { open: number; mine: number; overdue: number; due_soon: number; done_today: number; by_state: DeskSummaryInState[] }
export interface DeskSummaryInState { state: string; title: Words; count: number }
export interface DraftList { items: DraftView[] }
export interface DraftView { id: string; item: Coded; company?: string; data: unknown; etag: string; files: StoredFile[]; saved_at: string }
export interface DryRunDecision { element: string; before: unknown; after: unknown }
export interface DryRunLine { id: string; number: string; readable: boolean; end: string; element?: string; outcome?: Coded; problem?: Words; state_before: Coded; state_after: Coded; ended_before?: string; ended_after?: string; days: number; people: DryRunPosts[]; decisions: DryRunDecision[]; not_asked: string[]; same_person: string[]; assumed: string[] }
export interface DryRunPage { total?: number; tally: DryRunTally; items: DryRunLine[]; next_cursor?: string }
export interface DryRunPosts { element: string; before: Named[]; after: Named[] }
export interface DryRunTally { looked_at: number; same: number; otherwise: number; later: number; earlier: number; people: number; decisions: number; steps: number; stands: number; failed: number }
export interface ElementWaiting { element: string; done: number; median_minutes: number; ninth_minutes: number; open: number }
export interface ExtendBody { reason: string; days: number }
export interface ExtensionView { limit: Coded; days: number; reason: string; at: string }
export interface Fee { charged: boolean; amount?: Words; basis?: Words; standard?: Words; note?: Words; online_payment?: boolean }
export type FileState = 'uploading' | 'stored';
export interface FilledForm { schema: Record<string, unknown>; data: unknown }
export interface FilterBody { q?: string; item?: string; step?: string; region?: string; grade?: CalendarGrade }
export interface FindingCase { id: string; number: string; type: string; title: Words }
export interface FindingList { items: FindingView[]; next_cursor?: string }
export interface FindingView { id: string; case: FindingCase; rule: Coded; legal_basis: Words; grade: string; state: string; agency: Named; post: Coded; found_at: string; answer_due: string; late: boolean; answer?: Said; verdict?: Said; can: string[] }
export interface GiveOpinionBody { agree: boolean; opinion?: string }
export interface Guide { code: string; title: Words; agency: Named; kind: Coded; handling: string; promised_days?: number; statutory_days?: number; online: boolean; guide_only: boolean; visits: number; themes: Coded[]; audience: Coded[]; channels: Coded[]; summary?: Words; basic_code?: string; implementation_code?: string; level?: Coded; agency_kind?: Coded; handle_area?: Coded; legal_basis: LegalBasis[]; limits: TimeLimit[]; special_procedures: Words[]; acceptance_conditions: Words[]; rights: Words[]; materials: MaterialRule[]; fee: Fee; visit_reason?: Words; quantity_limit?: Words; remedies?: Words; office: Office; consult_phone?: string; complaint_phone?: string; steps: GuideStep[]; faq: Question[]; result: GuideResult; apply?: GuideApply; self_check: boolean; version: number }
export interface GuideApply { subject?: string }
export interface GuideResult { title?: Words; sample?: Words; delivery?: Words; type?: string }
export interface GuideStep { code: string; title: Words; days: number; by?: Words; standard?: Words }
export interface HandledTask { case: CaseSummary; tasks: TaskLink[] }
export interface HandoverView { kind: string; by: string; at: string; from: OwnerView[] }
export interface Health { state: string }
export interface HistoryEntry { at: string; type: string; position: number; title: Words; task?: Words; outcome?: Coded; note?: string; by?: string; for_person?: string; post?: Words; agency?: Words }
export interface IncidentPage { items: OperationLine[]; next_cursor?: string }
export interface IncidentsRetried { retried: number }
export interface Instance { case_id: string; number: string; type: Words; type_version: number; state: string; submitted_at: string; closed_at?: string; process: CaseProcess; incidents: OperationLine[]; timers: OperationLine[]; jobs: OperationLine[]; events: InstanceEvent[] }
export interface InstanceEvent { type: string; at: string; position: number }
export interface ItemFormView { schema: Record<string, unknown>; data: Record<string, unknown>; sources: Record<string, ItemFormViewSource>; companies: ItemFormViewCompany[] }
export interface ItemFormViewCompany { id: string; name: string; credit_code: string }
export interface ItemFormViewSource { registry: string; registry_title: Words; record_id: string; as_of: string }
export interface ItemLine { code: string; title: Words; agency: Named; kind: Coded; handling: string; promised_days?: number; statutory_days?: number; online: boolean; guide_only: boolean; visits: number; themes: string[] }
export interface ItemPage { items: ItemLine[]; next_cursor?: string }
export interface JobTypeLine { type: string; failures: number; pause_until?: string; problem: string }
export interface LedgerBreak { position: number; code: string; what: string; table?: string; key?: string }
export interface LedgerEntry { id: string; position: number; type: string; stream: string; at: string; actor: string; actor_name: string; post: string; post_title?: Words; organisation: string; agency?: Words; purpose: string; legal_basis: string; personal: boolean; erased: boolean }
export interface LedgerEntryDetail { id: string; position: number; type: string; stream: string; at: string; actor: string; actor_name: string; post: string; post_title?: Words; organisation: string; agency?: Words; purpose: string; legal_basis: string; personal: boolean; erased: boolean; receipt: Record<string, unknown> }
export interface LedgerEntryPage { items: LedgerEntry[]; entries?: number; next_from?: number }
export interface LedgerHead { suite: string; log: string; key_id: string; public_key: string; entries: number; size?: number; root?: string; signed_at?: string; signature?: string }
export interface LedgerNotCovered { table: string; column: string; reason: string }
export interface LedgerReport { entries: number; size: number; sealed: number; erased: number; pending: number; heads: number; root: string; whole: boolean; breaks_found: number; tables: LedgerTable[]; not_covered: LedgerNotCovered[]; breaks: LedgerBreak[]; checked_at: string }
export interface LedgerTable { table: string; rows: number; erased: number }
export interface LegalBasis { law: Words; article?: Words; text?: Words }
export interface LicenceLink { id: string; number: string; identifier: string; title: Words }
export interface LicenceList { items: LicenceView[] }
export interface LicenceView { id: string; number: string; identifier: string; title: Words; holder: string; issuer: Words; case_id: string; issued_on?: string; valid_until?: string; state?: string; verify_path: string }
export interface LinkBody { other: string; reason?: string }
export interface LinkView { kind: Coded; id: string; number: string }
export interface MappingLine { from: string; to: string }
export interface MaterialRule { code: string; title: Words; required: boolean; kind: string; source?: Words; note?: Words; shared_from?: string; types: string[]; max_mb?: number }
export interface MergeBody { into: string; reason: string }
export interface MessageLine { id: string; name: string; sent_at: string; keep_until: string; attempts: number; problem: string }
export interface MigrateCasesBody { from: number; to: number; mapping?: MappingLine[]; cursor?: string; limit?: number }
export interface MigrationChoice { element: string; name: Words }
export interface MigrationLimit { limit: Coded; before: string; after: string }
export interface MigrationLine { id: string; number: string; readable: boolean; moves: boolean; problems: MigrationProblem[]; limits: MigrationLimit[] }
export interface MigrationPage { looked_at: number; moves: number; items: MigrationLine[]; next_cursor?: string }
export interface MigrationPlace { element: string; name: Words; kind: string; cases: number; to?: string; leaves: boolean; choices: MigrationChoice[] }
export interface MigrationPlan { cases: number; more: boolean; places: MigrationPlace[] }
export interface MigrationProblem { code: string; element?: string; name?: Words; text: Words }
export interface ModelVersion { version: number; published_at: string; state: string; by?: string; note?: string }
export interface Named { code: string; name: Words }
export interface NoteBody { text: string; to_applicant?: boolean }
export interface Office { place?: Words; hours?: Words; phone?: string }
export interface OperationCounts { incidents: number; timers: number; timers_late: number; jobs: number; jobs_failing: number; messages: number; most: number }
export interface OperationLine { id: string; case_id: string; number: string; type: Words; element: string; element_name: Words; kind: string; at: string; attempts: number; problem: string }
export interface OperationOverview { counts: OperationCounts; timers: OperationLine[]; jobs: OperationLine[]; job_types: JobTypeLine[]; messages: MessageLine[] }
export interface OpinionView { of: OwnerView; asked_by: string; question: string; asked_at: string; answer: string; opinion: string; by?: string; at?: string; mine: boolean }
export interface OptionalNoteBody { note?: string }
export interface OwnerView { person?: string; agency?: Named; post?: Named }
export interface PendingApprovalView { what: string; wanted: unknown; by: string; at: string }
export interface PlanMigrationBody { from: number; to: number; mapping?: MappingLine[] }
export interface PostRef { agency: string; post: string }
export interface Problem { type: string; title: string; status: number; code: string; fields?: ({ path: string; code: string; message: string })[] }
export interface ProcessChoice { token: number; kind: string; element: string; detail: string; outcomes: Coded[]; for_applicant: boolean }
export interface ProcessFinding { severity: string; element: string; code: string; text: Words }
export interface ProcessModel { findings: ProcessFinding[]; kind: string; code: string; title: Words; pack: string; file: string; version: number; newest: number; published_at: string; xml: string; can_edit: boolean; versions: ModelVersion[]; posts: Named[]; forms: string[] }
export interface ProcessPage { items: ProcessSummary[] }
export interface ProcessPlace { element: string; tokens: number }
export interface ProcessReading { findings: ProcessFinding[] }
export interface ProcessRunning { newest: number; versions: RunningVersionView[]; more: boolean }
export interface ProcessSummary { kind: string; code: string; title: Words; agency?: Named; pack: string; version: number; published_at: string; can_edit: boolean; tasks: number }
export interface ProcessTold { act: number; kind: string; element: string; detail: string }
export interface ProcessTrial { places: ProcessPlace[]; choices: ProcessChoice[]; passed: string[]; told: ProcessTold[]; ended: boolean; done: number; stopped?: Words }
export interface ProcessWaiting { past: number; open: number; elements: ElementWaiting[] }
export interface Question { question: Words; answer: Words }
export interface RateBody { level: number; reasons?: string[]; text?: string }
export interface Rating { level: number; reasons: string[]; text: string; at: string }
export interface ReadRecordsBody { purpose: string }
export interface ReceiptVerification { state: string; good: boolean; message: string; key_trusted: boolean; event_type: string; position: number; tree_size: number; at?: string }
export interface RecordAbsenceBody { person?: string; from: string; until: string; deputy?: string }
export interface RecordField { key: string; title: Words; value: unknown; text?: Words; masked: boolean }
export interface RecordList { items: RecordView[] }
export interface RecordView { id: string; registry: string; registry_title: Words; state: string; fields: RecordField[]; as_of: string }
export interface ReopenBody { reason: string; element?: string }
export interface ResumeBody { result: string }
export interface RetryIncidentsBody { ids: string[] }
export interface ReturnBody { to?: string; reason: string }
export interface RevokeBody { reason: string }
export interface RuleDecision { id: string; name: string; type: string; is_table: boolean; inputs: string[] }
export interface RuleFinding { severity: string; element: string; decision: string; rule: number; column: number; code: string; text: Words }
export interface RuleInput { id: string; name: string; type: string; kind: string; many: boolean; choices: unknown[]; allowed: string }
export interface RuleModel { name: string; decisions: RuleDecision[]; inputs: RuleInput[]; findings: RuleFinding[]; kind: string; code: string; title: Words; pack: string; file: string; version: number; newest: number; published_at: string; xml: string; can_edit: boolean; versions: ModelVersion[]; steps: RuleStep[] }
export interface RulePage { items: RuleSummary[] }
export interface RuleReading { name: string; decisions: RuleDecision[]; inputs: RuleInput[]; findings: RuleFinding[] }
export interface RuleStep { element: string; name: Words }
export interface RuleSummary { kind: string; code: string; title: Words; agency?: Named; pack: string; version: number; published_at: string; can_edit: boolean; name: string; decisions: number }
export interface RunDryBody { xml: string; from?: string; to?: string; cursor?: string; limit?: number }
export interface RunMigrationBody { from: number; to: number; mapping?: MappingLine[]; reason?: string; cursor?: string; limit?: number }
export interface RunningVersionView { version: number; cases: number }
export interface Said { text: string; by: string; name: string; at: string }
export interface SavedFilter { name: string; q?: string; item?: string; step?: string; region?: string; grade?: string }
export interface SavedFilters { items: SavedFilter[] }
export interface SaveDraftBody { data: unknown }
export interface SaveModelBody { xml: string; note: string }
export interface SelfCheckForm { note?: Words; questions: SelfCheckFormQuestion[] }
export interface SelfCheckFormChoice { value: unknown; title: Words }
export interface SelfCheckFormQuestion { name: string; title: Words; kind: string; many: boolean; choices: SelfCheckFormChoice[] }
export interface SelfCheckResult { tone: string; lines: SelfCheckResultLine[] }
export interface SelfCheckResultLine { label: Words; value: Words }
export interface SendMessageBody { id?: string; name: string; key?: unknown; data?: unknown; keep_hours?: number }
export interface SendSignalBody { name: string; data?: unknown }
export interface SentMessage { id: string; state: string; case_id?: string; repeated: boolean }
export interface SentSignal { id: string }
export type ServiceLicenceState = 'valid' | 'revoked' | 'expired' | 'altered' | 'unknown';
export interface SessionView { account: SessionViewAccount; person: SessionViewPerson; posts: SessionViewPost[]; roles: string[]; permissions: string[]; companies: string[]; csrf_token: string; must_change_password: boolean; expires_at: string }
export interface SessionViewAccount { id: string; login: string }
export interface SessionViewPerson { id: string; name: string }
export interface SessionViewPost { code: string; title: Words; agency: Named }
export interface SetSkillsBody { skills: string[] }
export interface SignInBody { login: string; password: string }
export interface SiteView { title: Words; region: Named; version: string; suite: string; key: string; now: string; zone: string; demo_logins?: SiteViewLogin[] }
export interface SiteViewLogin { login: string; password: string; title: Words }
export interface SpecialProcedureView { kind: Coded; reason: string; days: number; from: string; expected: string; to?: string; result: string }
export interface SplitBody { type?: string; form?: unknown; reason: string }
export interface Staffing { roles: StaffingRole[]; agencies: StaffingAgency[]; accounts: StaffingAccount[]; skills: Coded[] }
export interface StaffingAccount { id: string; login: string; name: string; skills: string[] }
export interface StaffingAgency { code: string; name: Words; posts: StaffingPost[] }
export interface StaffingHolder { id: string; name: string; account?: string }
export interface StaffingPost { code: string; title: Words; roles: string[]; holders: StaffingHolder[] }
export interface StaffingRole { code: string; title: Words; permissions: string[]; exclusive_with: string[] }
export interface StartedFile { id: string; name: string; size: number; media_type: string; material: string; offset: number; state: FileState; digest: string; chunk_bytes: number }
export interface StartFileBody { draft?: string; case?: string; material: string; name: string; media_type: string; size: number }
export interface StoredFile { id: string; name: string; size: number; media_type: string; material: string; offset: number; state: FileState; digest: string }
export interface SubmitBody { draft?: string; type?: string; form?: unknown }
export interface SubmittedCase { case: SubmittedCaseLink; tasks: TaskLink[]; receipt_url: string }
export interface SubmittedCaseLink { id: string; number: string; state: Coded }
export interface Supplement { requested_at: string; by: string; items: SupplementItem[]; supplied_at?: string; due?: string }
export interface SupplementItem { material?: string; field?: string; note: string }
export interface SupplyBody { data?: unknown; note?: string }
export interface SuspendBody { kind: string; reason: string; days: number }
export interface TaskDetail { id: string; element: string; title: Words; created_at?: string; due?: string; remaining_working_days?: number; grade?: CalendarGrade; assignee?: Assignee; deputy?: boolean; skill?: Coded; outcomes: Coded[]; opinion_asked?: boolean; case: CaseDetail; form?: TaskForm; blocked_by: Blocked[]; opinions: OpinionView[]; sent: HandoverView[]; returns_to: TaskReturn[] }
export interface TaskForm { schema: Record<string, unknown> }
export interface TaskLine { id: string; element: string; title: Words; created_at?: string; due?: string; remaining_working_days?: number; grade?: CalendarGrade; assignee?: Assignee; deputy?: boolean; skill?: Coded; outcomes: Coded[]; opinion_asked?: boolean; case: CaseSummary; region?: Named; done_at?: string }
export interface TaskLink { id: string; element: string }
export interface TaskPage { items: TaskLine[]; next_cursor?: string }
export interface TaskReturn { element: string; title: Words }
export interface TerminateBody { legal_basis: string; reasons: string; remedies?: string }
export interface TerminationView { legal_basis: string; reasons: string; remedies: string; at: string }
export interface ThemeList { items: ThemeListTheme[] }
export interface ThemeListTheme { code: string; title: Words; count: number }
export interface TimeLimit { code: string; title: Words; number: number; unit: string; legal_basis?: Words }
export interface TransferBody { agency: string; post: string; reason: string }
export interface Trial { result: unknown; steps: TrialStep[]; sentences: Words[]; diagnostics: RuleFinding[] }
export interface TrialRule { number: number; id: string; matched: boolean; column: number; cell: string; test: string; value: unknown }
export interface TrialStep { id: string; name: string; result: unknown; tables: TrialTable[] }
export interface TrialTable { policy: string; inputs: TrialTableInput[]; rules: TrialRule[]; rules_left_out: number }
export interface TrialTableInput { label: string; value: unknown }
export interface TryAct { token: number; outcome?: string; data: unknown }
export interface TryProcessBody { xml: string; form: Record<string, unknown>; acts: TryAct[] }
export interface TryRulesBody { xml: string; decision: string; inputs: Record<string, unknown> }
export interface UrgeBody { text?: string }
export interface VerificationView { state: ServiceLicenceState; checked_at: string; licence?: VerificationViewShown }
export interface VerificationViewShown { number: string; identifier: string; title: Words; holder: string; issuer: Words; issued_on?: string; valid_until?: string }
export type Wanted = 'suspend' | 'extend' | 'terminate';
export interface WithdrawBody { reason: string }
export interface Words { zh: string; en: string }

export interface Operations {
  /** One act on many tasks, each by itself; says of each whether it was done, and why not. */ act_on_tasks: { input: { body: BulkBody }; answer: BulkOutcomes };
  /** Answer a finding, in the responsible post. */ answer_finding: { input: { path: { id: string }; body: AnswerFindingBody }; answer: FindingView };
  /** The next bytes, from the byte that Upload-Offset names. */ append_file: { input: { path: { id: string }; body: Blob }; answer: StoredFile };
  /** Archive a closed case: it can only be read from then on. */ archive_case: { input: { path: { id: string }; body: OptionalNoteBody }; answer: CaseDetail };
  /** Ask for a suspension, an extension or a termination. */ ask_approval: { input: { path: { id: string }; body: AskApprovalBody }; answer: CaseDetail };
  /** Ask other posts or people before the task is completed. */ ask_opinion: { input: { path: { id: string }; body: AskOpinionBody }; answer: HandledTask };
  /** What the rules say to these answers; keeps nothing. */ ask_self_check: { input: { path: { code: string }; body: AskSelfCheckBody }; answer: SelfCheckResult };
  /** Give a post to a person, or take it. */ assign_post: { input: { path: { agency: string; post: string }; body: AssignPostBody }; answer: void };
  /** Attach the material uploaded for this case. */ attach_materials: { input: { path: { id: string }; body: OptionalNoteBody }; answer: CaseDetail };
  /** Which running cases of a version could go on by a newer one, and why not the others; keeps nothing. */ check_migration: { input: { path: { kind: string; code: string }; body: MigrateCasesBody }; answer: MigrationPage };
  /** What is wrong with a process; keeps nothing. */ check_process: { input: { path: { kind: string; code: string }; body: CheckProcessBody }; answer: ProcessReading };
  /** What a model holds, and what is wrong with it; keeps nothing. */ check_rules: { input: { path: { kind: string; code: string }; body: CheckRulesBody }; answer: RuleReading };
  /** Take a task. */ claim_task: { input: { path: { id: string } }; answer: HandledTask };
  /** Accept the answer to a finding, or reject it with the reason. */ close_finding: { input: { path: { id: string }; body: CloseFindingBody }; answer: FindingView };
  /** Record how a task ended; with an Idempotency-Key, once. */ complete_task: { input: { path: { id: string }; body: CompleteBody }; answer: HandledTask };
  /** Put right a field of the form, or what a file was filed under. */ correct_case: { input: { path: { id: string }; body: CorrectBody }; answer: CaseDetail };
  /** A new staff account; its first password must be changed. */ create_account: { input: { body: CreateAccountBody }; answer: AccountView };
  /** Begin an application. */ create_draft: { input: { body: CreateDraftBody }; answer: DraftView };
  /** Say yes or no to what was asked for. */ decide_approval: { input: { path: { id: string }; body: DecideApprovalBody }; answer: CaseDetail };
  /** Give a task to one person. */ delegate_task: { input: { path: { id: string }; body: AssignBody }; answer: HandledTask };
  /** Throw a draft and its uploads away. */ delete_draft: { input: { path: { id: string } }; answer: void };
  /** Remove an upload that is not submitted yet. */ delete_file: { input: { path: { id: string } }; answer: void };
  /** Forget a filter; gives those that are left. */ delete_filter: { input: { path: { name: string } }; answer: SavedFilters };
  /** What a changed process would have made of past cases, the latest first; keeps nothing. */ dry_run_process: { input: { path: { kind: string; code: string }; body: RunDryBody }; answer: DryRunPage };
  /** What changed rules would have made of past cases, the latest first; keeps nothing. */ dry_run_rules: { input: { path: { kind: string; code: string }; body: RunDryBody }; answer: DryRunPage };
  /** An absence ends now. */ end_absence: { input: { path: { id: string } }; answer: Absences };
  /** More time, as far as the law of the item allows. */ extend_case: { input: { path: { id: string }; body: ExtendBody }; answer: CaseDetail };
  /** Find services. */ find_items: { input: { query?: { q?: string; theme?: string; agency?: string; audience?: string; cursor?: string; limit?: number } }; answer: ItemPage };
  /** One case. */ get_case: { input: { path: { id: string } }; answer: CaseDetail };
  /** The process picture and where the case stands in it. */ get_case_process: { input: { path: { id: string } }; answer: CaseProcess };
  /** Counts for the desk. */ get_desk_summary: { input: Record<string, never>; answer: DeskSummary };
  /** One draft. */ get_draft: { input: { path: { id: string } }; answer: DraftView };
  /** How far an upload has come. */ get_file: { input: { path: { id: string } }; answer: StoredFile };
  /** The file itself. */ get_file_content: { input: { path: { id: string } }; answer: Blob };
  /** One finding. */ get_finding: { input: { path: { id: string } }; answer: FindingView };
  /** Answers while the server runs. */ get_health: { input: Record<string, never>; answer: Health };
  /** Where one case stands, without what it is about. */ get_instance: { input: { path: { id: string } }; answer: Instance };
  /** The whole guide of a service. */ get_item: { input: { path: { code: string } }; answer: Guide };
  /** The application form, filled from the registers with the source of each field. */ get_item_form: { input: { path: { code: string }; query?: { company?: string } }; answer: ItemFormView };
  /** Proof that the tree of one size is the beginning of that of another. */ get_ledger_consistency: { input: { query: { from: number; to: number } }; answer: ConsistencyProof };
  /** One entry with its proof. */ get_ledger_entry: { input: { path: { position: number } }; answer: LedgerEntryDetail };
  /** The newest signed tree head. */ get_ledger_head: { input: Record<string, never>; answer: LedgerHead };
  /** One licence. */ get_licence: { input: { path: { id: string } }; answer: LicenceView };
  /** The signed paper. */ get_licence_pdf: { input: { path: { id: string } }; answer: Blob };
  /** What changes, as server-sent events. */ get_live: { input: Record<string, never>; answer: Blob };
  /** Who looked at my data: when, in which post, for what, under what law. */ get_my_access_log: { input: { query?: { cursor?: number } }; answer: AccessPage };
  /** What the registers know of me. */ get_my_records: { input: Record<string, never>; answer: RecordList };
  /** What runs without a person: counts, and the next timers and jobs. */ get_operations: { input: Record<string, never>; answer: OperationOverview };
  /** A pack with what was edited here, as a zip file to check and import elsewhere; without its people. */ get_pack_archive: { input: { path: { id: string } }; answer: Blob };
  /** One process: the one in force, or of a version. */ get_process: { input: { path: { kind: string; code: string }; query?: { version?: number } }; answer: ProcessModel };
  /** Where cases wait, over the latest closed and the open ones. */ get_process_waiting: { input: { path: { kind: string; code: string } }; answer: ProcessWaiting };
  /** The receipt: proof of submission, to be checked without this server. */ get_receipt: { input: { path: { id: string } }; answer: Record<string, unknown> };
  /** One decision model: the one in force, or of a version. */ get_rules: { input: { path: { kind: string; code: string }; query?: { version?: number } }; answer: RuleModel };
  /** Which versions of a process still have running cases. */ get_running_cases: { input: { path: { kind: string; code: string } }; answer: ProcessRunning };
  /** What the rules of a service ask before one applies. */ get_self_check: { input: { path: { code: string } }; answer: SelfCheckForm };
  /** Who is signed in, with posts and permissions. */ get_session: { input: Record<string, never>; answer: SessionView };
  /** What this platform is, and whose. */ get_site: { input: Record<string, never>; answer: SiteView };
  /** How many findings each agency and rule has. */ get_supervision_board: { input: Record<string, never>; answer: Board };
  /** One task with its case. */ get_task: { input: { path: { id: string } }; answer: TaskDetail };
  /** Give the opinion that was asked for. */ give_opinion: { input: { path: { id: string }; body: GiveOpinionBody }; answer: HandledTask };
  /** Link two cases. */ link_case: { input: { path: { id: string }; body: LinkBody }; answer: CaseDetail };
  /** Absences that concern me, and who could stand in. */ list_absences: { input: Record<string, never>; answer: Absences };
  /** Accounts. */ list_accounts: { input: { query?: { cursor?: string; limit?: number } }; answer: AccountPage };
  /** My cases, newest first. */ list_cases: { input: { query?: { cursor?: string; limit?: number } }; answer: CasePage };
  /** My drafts. */ list_drafts: { input: Record<string, never>; answer: DraftList };
  /** My saved filters of the work list. */ list_filters: { input: Record<string, never>; answer: SavedFilters };
  /** What supervision found, newest first. */ list_findings: { input: { query?: { agency?: string; rule?: string; state?: string; grade?: string; late?: boolean; cursor?: string; limit?: number } }; answer: FindingList };
  /** What failed too often and waits for an operator, oldest first. */ list_incidents: { input: { query?: { cursor?: string } }; answer: IncidentPage };
  /** What was done, newest first. */ list_ledger_entries: { input: { query?: { from?: number; limit?: number; type?: string; stream?: string } }; answer: LedgerEntryPage };
  /** My licences. */ list_licences: { input: Record<string, never>; answer: LicenceList };
  /** Processes in force. */ list_processes: { input: Record<string, never>; answer: ProcessPage };
  /** Roles, posts, and who fills them. */ list_roles: { input: Record<string, never>; answer: Staffing };
  /** Decision models in force. */ list_rules: { input: Record<string, never>; answer: RulePage };
  /** Who a task could be given to. */ list_task_candidates: { input: { path: { id: string } }; answer: Candidates };
  /** What is to be done: mine, open to my posts, or done by me. */ list_tasks: { input: { query?: { view?: string; q?: string; item?: string; step?: string; region?: string; grade?: CalendarGrade; sort?: string; cursor?: string; limit?: number } }; answer: TaskPage };
  /** Themes with how many services each has. */ list_themes: { input: Record<string, never>; answer: ThemeList };
  /** Stop an account; its sessions end at once. */ lock_account: { input: { path: { id: string } }; answer: void };
  /** Close a duplicate and point to the leading case. */ merge_case: { input: { path: { id: string }; body: MergeBody }; answer: CaseDetail };
  /** A remark for the file, or a message to the applicant. */ note_case: { input: { path: { id: string }; body: NoteBody }; answer: CaseDetail };
  /** Where the running cases of a version stand, and what of a newer version takes its place. */ plan_migration: { input: { path: { kind: string; code: string }; body: PlanMigrationBody }; answer: MigrationPlan };
  /** Rate the service once it is finished. */ rate_case: { input: { path: { id: string }; body: RateBody }; answer: CaseDetail };
  /** The registers' records of a case's applicant; the applicant sees this reading. */ read_case_records: { input: { path: { id: string }; body: ReadRecordsBody }; answer: RecordList };
  /** Give somebody's task to somebody else. */ reassign_task: { input: { path: { id: string }; body: AssignBody }; answer: HandledTask };
  /** Take back what is still waited for. */ recall_opinions: { input: { path: { id: string } }; answer: HandledTask };
  /** Say that oneself, or somebody one is responsible for, is away, and who stands in. */ record_absence: { input: { body: RecordAbsenceBody }; answer: Absences };
  /** Give a task back. */ release_task: { input: { path: { id: string } }; answer: HandledTask };
  /** Take up a closed case, from the start or from a task. */ reopen_case: { input: { path: { id: string }; body: ReopenBody }; answer: CaseDetail };
  /** The special procedure is over: the clock goes on. */ resume_case: { input: { path: { id: string }; body: ResumeBody }; answer: CaseDetail };
  /** Lets incidents be tried again at once. */ retry_incidents: { input: { body: RetryIncidentsBody }; answer: IncidentsRetried };
  /** Back to who sent it, or the case back to an earlier step. */ return_task: { input: { path: { id: string }; body: ReturnBody }; answer: HandledTask };
  /** Take a licence away, with the reason. */ revoke_licence: { input: { path: { id: string }; body: RevokeBody }; answer: LicenceView };
  /** Moves a page of running cases to a newer version, each by itself; answers for each. */ run_migration: { input: { path: { kind: string; code: string }; body: RunMigrationBody }; answer: MigrationPage };
  /** Save a draft; If-Match protects what another window saved. */ save_draft: { input: { path: { id: string }; body: SaveDraftBody }; answer: DraftView };
  /** Keep a filter under a name; gives all of them. */ save_filter: { input: { path: { name: string }; body: FilterBody }; answer: SavedFilters };
  /** A new version; If-Match protects what somebody else published. */ save_process: { input: { path: { kind: string; code: string }; body: SaveModelBody }; answer: ProcessModel };
  /** A new version; If-Match protects what somebody else published. */ save_rules: { input: { path: { kind: string; code: string }; body: SaveModelBody }; answer: RuleModel };
  /** Cases I may read, by number or words. */ search_cases: { input: { query: { q: string; limit?: number } }; answer: CasePage };
  /** A message to the case that waits for its name and key; kept or refused where none does. */ send_message: { input: { body: SendMessageBody }; answer: SentMessage };
  /** A signal to every case that waits for its name. */ send_signal: { input: { body: SendSignalBody }; answer: SentSignal };
  /** What a person is able to do beyond their posts: codes of the code list `skill`. */ set_skills: { input: { path: { id: string }; body: SetSkillsBody }; answer: void };
  /** Sign in; gives a session cookie and its CSRF token. */ sign_in: { input: { body: SignInBody }; answer: SessionView };
  /** Sign out. */ sign_out: { input: Record<string, never>; answer: void };
  /** Make one part of a case a case of its own; answers with it. */ split_case: { input: { path: { id: string }; body: SplitBody }; answer: CaseDetail };
  /** Announce an upload; its bytes follow in pieces. */ start_file: { input: { body: StartFileBody }; answer: StartedFile };
  /** Submit a draft, or report an event. */ submit_case: { input: { body: SubmitBody }; answer: SubmittedCase };
  /** Supply what was asked for. */ supply_case: { input: { path: { id: string }; body: SupplyBody }; answer: CaseDetail };
  /** Begin a special procedure: the legal clock stands. */ suspend_case: { input: { path: { id: string }; body: SuspendBody }; answer: CaseDetail };
  /** End a case without a decision. */ terminate_case: { input: { path: { id: string }; body: TerminateBody }; answer: CaseDetail };
  /** Send a task to the list of another post, in any agency. */ transfer_task: { input: { path: { id: string }; body: TransferBody }; answer: HandledTask };
  /** Plays a process by hand, from its start through the acts given. */ try_process: { input: { body: TryProcessBody }; answer: ProcessTrial };
  /** Decides once by a model, with the trace; keeps nothing. */ try_rules: { input: { path: { kind: string; code: string }; body: TryRulesBody }; answer: Trial };
  /** Let an account in again. */ unlock_account: { input: { path: { id: string } }; answer: void };
  /** Ask to hurry; once a day. */ urge_case: { input: { path: { id: string }; body: UrgeBody }; answer: CaseDetail };
  /** Recompute the whole ledger from what is stored. */ verify_ledger: { input: Record<string, never>; answer: LedgerReport };
  /** Is this licence genuine and valid?. */ verify_licence: { input: { path: { identifier: string }; query?: { d?: string } }; answer: VerificationView };
  /** Is this PDF a genuine and valid licence?. */ verify_licence_file: { input: { body: Blob }; answer: VerificationView };
  /** Does this receipt prove what it says?. */ verify_receipt: { input: { body: unknown }; answer: ReceiptVerification };
  /** Take an application back. */ withdraw_case: { input: { path: { id: string }; body: WithdrawBody }; answer: CaseDetail };
}

export const operations = {
  act_on_tasks: ['POST', '/tasks/bulk'],
  answer_finding: ['POST', '/supervision/findings/{id}/answer'],
  append_file: ['PATCH', '/files/{id}'],
  archive_case: ['POST', '/cases/{id}/archive'],
  ask_approval: ['POST', '/cases/{id}/approvals'],
  ask_opinion: ['POST', '/tasks/{id}/opinions'],
  ask_self_check: ['POST', '/items/{code}/check'],
  assign_post: ['PUT', '/admin/posts/{agency}/{post}'],
  attach_materials: ['POST', '/cases/{id}/materials'],
  check_migration: ['POST', '/processes/{kind}/{code}/migration/check'],
  check_process: ['POST', '/processes/{kind}/{code}/check'],
  check_rules: ['POST', '/rules/{kind}/{code}/check'],
  claim_task: ['POST', '/tasks/{id}/claim'],
  close_finding: ['POST', '/supervision/findings/{id}/close'],
  complete_task: ['POST', '/tasks/{id}/complete'],
  correct_case: ['POST', '/cases/{id}/correct'],
  create_account: ['POST', '/admin/accounts'],
  create_draft: ['POST', '/drafts'],
  decide_approval: ['POST', '/cases/{id}/approvals/decide'],
  delegate_task: ['POST', '/tasks/{id}/delegate'],
  delete_draft: ['DELETE', '/drafts/{id}'],
  delete_file: ['DELETE', '/files/{id}'],
  delete_filter: ['DELETE', '/desk/filters/{name}'],
  dry_run_process: ['POST', '/processes/{kind}/{code}/dry-run'],
  dry_run_rules: ['POST', '/rules/{kind}/{code}/dry-run'],
  end_absence: ['POST', '/absences/{id}/end'],
  extend_case: ['POST', '/cases/{id}/extend'],
  find_items: ['GET', '/items'],
  get_case: ['GET', '/cases/{id}'],
  get_case_process: ['GET', '/cases/{id}/process'],
  get_desk_summary: ['GET', '/desk/summary'],
  get_draft: ['GET', '/drafts/{id}'],
  get_file: ['GET', '/files/{id}'],
  get_file_content: ['GET', '/files/{id}/content'],
  get_finding: ['GET', '/supervision/findings/{id}'],
  get_health: ['GET', '/health'],
  get_instance: ['GET', '/operations/cases/{id}'],
  get_item: ['GET', '/items/{code}'],
  get_item_form: ['GET', '/items/{code}/form'],
  get_ledger_consistency: ['GET', '/audit/consistency'],
  get_ledger_entry: ['GET', '/audit/entries/{position}'],
  get_ledger_head: ['GET', '/audit/head'],
  get_licence: ['GET', '/licences/{id}'],
  get_licence_pdf: ['GET', '/licences/{id}/pdf'],
  get_live: ['GET', '/live'],
  get_my_access_log: ['GET', '/me/access-log'],
  get_my_records: ['GET', '/me/records'],
  get_operations: ['GET', '/operations'],
  get_pack_archive: ['GET', '/packs/{id}/archive'],
  get_process: ['GET', '/processes/{kind}/{code}'],
  get_process_waiting: ['GET', '/processes/{kind}/{code}/waiting'],
  get_receipt: ['GET', '/cases/{id}/receipt'],
  get_rules: ['GET', '/rules/{kind}/{code}'],
  get_running_cases: ['GET', '/processes/{kind}/{code}/running'],
  get_self_check: ['GET', '/items/{code}/check'],
  get_session: ['GET', '/session'],
  get_site: ['GET', '/site'],
  get_supervision_board: ['GET', '/supervision/board'],
  get_task: ['GET', '/tasks/{id}'],
  give_opinion: ['POST', '/tasks/{id}/opinions/answer'],
  link_case: ['POST', '/cases/{id}/links'],
  list_absences: ['GET', '/absences'],
  list_accounts: ['GET', '/admin/accounts'],
  list_cases: ['GET', '/cases'],
  list_drafts: ['GET', '/drafts'],
  list_filters: ['GET', '/desk/filters'],
  list_findings: ['GET', '/supervision/findings'],
  list_incidents: ['GET', '/operations/incidents'],
  list_ledger_entries: ['GET', '/audit/entries'],
  list_licences: ['GET', '/licences'],
  list_processes: ['GET', '/processes'],
  list_roles: ['GET', '/admin/roles'],
  list_rules: ['GET', '/rules'],
  list_task_candidates: ['GET', '/tasks/{id}/candidates'],
  list_tasks: ['GET', '/tasks'],
  list_themes: ['GET', '/themes'],
  lock_account: ['POST', '/admin/accounts/{id}/lock'],
  merge_case: ['POST', '/cases/{id}/merge'],
  note_case: ['POST', '/cases/{id}/notes'],
  plan_migration: ['POST', '/processes/{kind}/{code}/migration/plan'],
  rate_case: ['POST', '/cases/{id}/rating'],
  read_case_records: ['POST', '/cases/{id}/records'],
  reassign_task: ['POST', '/tasks/{id}/reassign'],
  recall_opinions: ['POST', '/tasks/{id}/opinions/recall'],
  record_absence: ['POST', '/absences'],
  release_task: ['POST', '/tasks/{id}/release'],
  reopen_case: ['POST', '/cases/{id}/reopen'],
  resume_case: ['POST', '/cases/{id}/resume'],
  retry_incidents: ['POST', '/operations/incidents/retry'],
  return_task: ['POST', '/tasks/{id}/return'],
  revoke_licence: ['POST', '/licences/{id}/revoke'],
  run_migration: ['POST', '/processes/{kind}/{code}/migration/run'],
  save_draft: ['PUT', '/drafts/{id}'],
  save_filter: ['PUT', '/desk/filters/{name}'],
  save_process: ['PUT', '/processes/{kind}/{code}'],
  save_rules: ['PUT', '/rules/{kind}/{code}'],
  search_cases: ['GET', '/cases/search'],
  send_message: ['POST', '/messages'],
  send_signal: ['POST', '/signals'],
  set_skills: ['PUT', '/admin/accounts/{id}/skills'],
  sign_in: ['POST', '/session'],
  sign_out: ['DELETE', '/session'],
  split_case: ['POST', '/cases/{id}/split'],
  start_file: ['POST', '/files'],
  submit_case: ['POST', '/cases'],
  supply_case: ['POST', '/cases/{id}/supply'],
  suspend_case: ['POST', '/cases/{id}/suspend'],
  terminate_case: ['POST', '/cases/{id}/terminate'],
  transfer_task: ['POST', '/tasks/{id}/transfer'],
  try_process: ['POST', '/processes/try'],
  try_rules: ['POST', '/rules/{kind}/{code}/try'],
  unlock_account: ['POST', '/admin/accounts/{id}/unlock'],
  urge_case: ['POST', '/cases/{id}/urge'],
  verify_ledger: ['POST', '/audit/verify'],
  verify_licence: ['GET', '/verify/{identifier}'],
  verify_licence_file: ['POST', '/verify/file'],
  verify_receipt: ['POST', '/verify/receipt'],
  withdraw_case: ['POST', '/cases/{id}/withdraw'],
} as const satisfies Record<keyof Operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>;
