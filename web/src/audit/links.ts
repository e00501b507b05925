// SPDX-License-Identifier: Apache-2.0
import type { Link } from '@/app/navigation';

export const auditLinks: Link[] = [
  { to: '/audit', title: 'audit.nav.ledger', icon: 'list', exact: true, permission: 'audit.read' },
  { to: '/audit/check', title: 'audit.nav.check', icon: 'shield', permission: 'audit.read' },
];
