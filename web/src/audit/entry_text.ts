// SPDX-License-Identifier: Apache-2.0
import { t } from '@/shared/i18n';

/** The kinds of entry that have words of their own; others are shown by their code. */
export const entryTypes = [
  'case_submitted', 'task_claimed', 'task_given', 'task_released', 'task_completed', 'case_supplied', 'case_withdrawn', 'case_rated', 'timer_fired', 'job_completed',
  'message_received', 'signal_received', 'message_kept', 'message_expired', 'message_refused', 'signal_sent',
  'case_noted', 'materials_attached', 'approval_asked', 'approval_declined', 'case_suspended', 'case_resumed', 'case_extended', 'task_moved',
  'task_returned', 'opinion_asked', 'opinion_given', 'case_terminated', 'case_corrected', 'case_reopened', 'case_archived', 'case_linked', 'case_merged', 'case_migrated', 'deadlines_moved', 'cases_rebuilt',
  'signed_in', 'sign_in_failed', 'signed_out', 'account_created', 'account_locked', 'account_disabled', 'account_enabled', 'password_changed', 'password_reset',
  'record_created', 'record_corrected', 'record_read', 'record_revoked', 'record_erased', 'file_stored',
  'post_assigned', 'post_delegated', 'post_unassigned', 'post_roles_changed', 'absence_recorded', 'absence_ended', 'skills_changed', 'person_registered', 'person_erased', 'representation_given', 'representation_ended',
  'regions_loaded', 'agencies_loaded', 'ledger_verified', 'rules_saved', 'process_saved', 'subject_erased',
];

export const typeText = (type: string): string => (entryTypes.includes(type) ? t(`audit.type.${type}`) : type);

const purposes = ['handling', 'application', 'design'];
/** A purpose as it was typed, or the words for one the platform itself gave. */
export const purposeText = (purpose: string | undefined): string => (purpose && purposes.includes(purpose) ? t(`audit.purpose.${purpose}`) : (purpose ?? ''));
