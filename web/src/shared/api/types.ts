// SPDX-License-Identifier: Apache-2.0
// The shapes of /api/v1 as the pages use them: what the server says of itself (schema.ts), refined where it leaves a
// value free-form.
import type * as server from './schema';

/** What a person reads: in both languages from the server, or one text of our own. */
export type Words = string | { zh?: string; en?: string };
export interface Page<T> { items: T[]; next_cursor?: string }

export type Coded = server.Coded;
export type Site = server.SiteView;
export type Session = server.SessionView;
export type ItemSummary = server.ItemLine;
export type Theme = server.ThemeListTheme;
export type Guide = server.Guide;
export type MaterialRule = server.MaterialRule;
export type StoredFile = Pick<server.StoredFile, 'id' | 'name' | 'size' | 'media_type' | 'state' | 'material'> & Partial<server.StoredFile>;
export type Deadline = server.Deadline;
export type HistoryEntry = server.HistoryEntry;
export type CaseMaterial = server.CaseMaterial;
export type SupplementItem = server.SupplementItem;
export type CaseSummary = server.CaseSummary;
export type Licence = server.LicenceView;
export type AccessEntry = server.AccessEntry;
export type MyRecord = Omit<server.RecordView, 'fields'> & { title?: Words; data?: Record<string, unknown>; fields: (server.RecordField & { name?: string })[] };
export type FieldSource = server.ItemFormViewSource;
export type Company = server.ItemFormViewCompany;
/** What is sent. */
export type Rating = server.RateBody;

/** form-js; the server hands on what the pack says. */
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

export type ItemForm = Omit<server.ItemFormView, 'schema' | 'data'> & { schema: FormSchema; data: FormData };
export type Draft = Omit<server.DraftView, 'data'> & { data: FormData };
export type CaseDetail = Omit<server.CaseDetail, 'form'> & { form: { schema: FormSchema; data: FormData } };

/** Of a licence, or of a receipt shown in the same place. */
export type Verification = Omit<server.VerificationView, 'checked_at'> & { checked_at?: string; reason?: string; position?: number; at?: string };
