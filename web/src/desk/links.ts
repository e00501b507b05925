// SPDX-License-Identifier: Apache-2.0
import type { Link } from '@/app/navigation';

export const deskLinks: Link[] = [
  { to: '/desk', title: 'desk.nav.work', icon: 'list', exact: true, permission: 'case.handle' },
  { to: '/desk/search', title: 'desk.nav.search', icon: 'search', permission: 'case.handle' },
  { to: '/supervision', title: 'desk.nav.supervision', icon: 'eye', permission: 'supervision.read' },
  { to: '/designer/processes', title: 'desk.nav.processes', icon: 'list', permission: 'definition.read' },
  { to: '/designer/rules', title: 'desk.nav.rules', icon: 'draft', permission: 'definition.read' },
  { to: '/admin/accounts', title: 'admin.nav.accounts', icon: 'person', permission: 'account.manage' },
  { to: '/admin/operations', title: 'admin.nav.operations', icon: 'list', permission: 'operation.manage' },
  { to: '/admin/posts', title: 'admin.nav.posts', icon: 'shield', permission: 'role.manage' },
  { to: '/audit', title: 'shell.to_audit', icon: 'eye', permission: 'audit.read' },
];
