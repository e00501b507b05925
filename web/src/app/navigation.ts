// SPDX-License-Identifier: Apache-2.0
// The ways through each area. `title` is a text key.
import { auditLinks } from '@/audit/links';
import { deskLinks } from '@/desk/links';
import { isStaff, may, sessionState } from '@/shared/session';
import type { IconName } from '@/shared/ui/Icon.vue';

export interface Link { to: string; title: string; icon?: IconName; exact?: boolean; permission?: string }

export const hallLinks: Link[] = [
  { to: '/', title: 'shell.nav.home', icon: 'home' },
  { to: '/items', title: 'shell.nav.items', icon: 'list' },
  { to: '/cases', title: 'shell.nav.cases', icon: 'case' },
  { to: '/licences', title: 'shell.nav.licences', icon: 'licence' },
  { to: '/me', title: 'shell.nav.me', icon: 'person' },
  { to: '/verify', title: 'shell.nav.verify', icon: 'shield' },
];

/** A page below a link (a case, a licence being verified) belongs to it; the desk's own pages have links of their own. */
export const isWithin = (path: string, to: string): boolean => to.length > 1 && to !== '/desk' && path.startsWith(`${to}/`);

export function navigation(area: 'hall' | 'desk' | 'audit'): Link[] {
  const links = area === 'hall' ? hallLinks : area === 'desk' ? deskLinks : auditLinks;
  const allowed = links.filter((link) => !link.permission || may(link.permission));
  if (area !== 'hall') return [...allowed, { to: '/', title: 'shell.to_hall', exact: true }];
  if (isStaff.value) allowed.push({ to: '/desk', title: 'shell.to_desk' });
  if (sessionState.session?.roles.includes('auditor')) allowed.push({ to: '/audit', title: 'shell.to_audit' });
  return allowed;
}
