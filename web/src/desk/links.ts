// SPDX-License-Identifier: Apache-2.0
import type { Link } from '@/app/navigation';

export const deskLinks: Link[] = [];
