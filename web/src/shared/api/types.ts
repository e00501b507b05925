// SPDX-License-Identifier: Apache-2.0
// The shapes of /api/v1. A `Words` is what a person reads: one language chosen by the server, or both.

export type Words = string | { zh?: string; en?: string; [language: string]: string | undefined };

export interface Page<T> { items: T[]; next_cursor?: string }
export interface Coded { code: string; title: Words }
export interface Named { id?: string; code?: string; name: Words }

export interface Site {
  title: Words;
  region: { code: string; name: Words };
  suite: string;
  version: string;
  now: string;
  demo_logins?: { login: string; password: string; title: Words }[];
}

export interface Session {
  account: { id: string; login: string };
  person?: { id: string; name: string };
  posts: { code: string; title: Words; agency: { code: string; name: Words } }[];
  roles: string[];
  permissions: string[];
  csrf_token: string;
  expires_at: string;
}

export interface ItemSummary {
  code: string;
  title: Words;
  agency: { code: string; name: Words };
  kind?: Coded;
  handling: 'promised' | 'instant';
  promised_days?: number;
  statutory_days?: number;
  online: boolean;
  guide_only: boolean;
  visits?: number;
  themes?: string[];
}

export interface Theme { code: string; title: Words; count: number }

export interface MaterialRule {
  code: string;
  title: Words;
  required: boolean;
  kind?: string;
  source?: Words;
  note?: Words;
  types?: string[];
  max_mb?: number;
  /** The registry it is fetched from, so that the applicant need not give it. */
  shared_from?: string;
}

export interface Limit { code: string; title?: Words; number: number; unit: string; legal_basis?: Words }

export interface Guide extends Omit<ItemSummary, 'themes'> {
  summary?: Words;
  special_procedures?: Words[];
  quantity_limit?: Words;
  remedies?: Words;
  rights?: Words[];
  basic_code?: string;
  implementation_code?: string;
  level?: Words | Coded;
  agency_kind?: Words | Coded;
  legal_basis?: { law: Words; article?: Words; text?: Words }[];
  audience?: (string | Coded)[];
  themes?: (string | Coded)[];
  channels?: (string | Coded)[];
  limits?: Limit[];
  acceptance_conditions?: Words[];
  materials?: MaterialRule[];
  fee?: { charged: boolean; amount?: Words; basis?: Words; note?: Words };
  office?: { place?: Words; hours?: Words; phone?: string };
  complaint_phone?: string;
  consult_phone?: string;
  steps?: { title: Words; days?: number; by?: Words; standard?: Words }[];
  faq?: { question: Words; answer: Words }[];
  result?: { title?: Words; licence_type?: Words; sample?: Words; delivery?: Words };
  apply?: { subject?: 'person' | 'company' };
}

export type FormSchema = Record<string, unknown> & { components?: FormComponent[] };
export interface FormComponent {
  id?: string;
  key?: string;
  type: string;
  label?: string;
  components?: FormComponent[];
  properties?: Record<string, unknown>;
  [more: string]: unknown;
}
export type FormData = Record<string, unknown>;

export interface FieldSource { registry: string; registry_title: Words; record_id?: string; as_of: string }
export interface Company { id: string; name: string; credit_code: string }

export interface ItemForm {
  schema: FormSchema;
  data: FormData;
  sources?: Record<string, FieldSource>;
  companies?: Company[];
}

export interface StoredFile {
  id: string;
  name: string;
  size: number;
  media_type: string;
  state: 'uploading' | 'stored' | string;
  material?: string;
  offset?: number;
}

export interface Draft {
  id: string;
  item: string | Coded;
  company?: string | Company;
  data: FormData;
  etag: string;
  files: StoredFile[];
  saved_at?: string;
}

export interface Deadline {
  code: string;
  title?: Words;
  due: string;
  certain: boolean;
  remaining?: number;
  unit: string;
  paused: boolean;
  grade: 'normal' | 'reminder' | 'yellow' | 'red';
}

export interface HistoryEntry {
  at: string;
  title: Words;
  by?: string;
  post?: Words;
  note?: string;
  position?: number;
}

export interface CaseMaterial { code: string; title: Words; required: boolean; files: StoredFile[] }
export interface SupplementItem { material?: string; field?: string; note: string }
export interface Rating { level: number; reasons?: string[]; text?: string; at?: string }

export interface CaseSummary {
  id: string;
  number: string;
  item: Coded;
  state: Coded;
  submitted_at: string;
  deadlines?: Deadline[];
  can?: string[];
}

export interface CaseDetail extends CaseSummary {
  applicant?: { name: string };
  deadlines: Deadline[];
  form: { schema: FormSchema; data: FormData };
  materials: CaseMaterial[];
  history: HistoryEntry[];
  supplement?: { requested_at: string; by?: string; items: SupplementItem[]; due?: string };
  decision?: { outcome: string; reasons?: Words[] | Words; remedies?: Words[] | Words; at: string };
  licence?: { id: string; number: string; title: Words };
  rating?: Rating;
  can: string[];
}

export interface Licence {
  id: string;
  number: string;
  title: Words;
  identifier?: string;
  holder?: string;
  issuer?: Words;
  issued_on?: string;
  valid_until?: string;
  state?: string;
}

export interface Verification {
  state: 'valid' | 'revoked' | 'expired' | 'unknown' | 'altered';
  licence?: { title: Words; number: string; holder: string; issuer: Words; issued_on: string; valid_until?: string };
  checked_at?: string;
  [more: string]: unknown;
}

export interface AccessEntry {
  at: string;
  reader: { name: string; post?: Words; agency?: Words };
  record: { registry: string; title?: Words };
  fields?: Words[];
  purpose?: Words;
  legal_basis?: Words;
  position?: number;
}

export interface MyRecord {
  id?: string;
  registry: string;
  registry_title?: Words;
  title?: Words;
  as_of?: string;
  data?: Record<string, unknown>;
  fields?: { key?: string; name?: string; title?: Words; value: unknown }[];
}
