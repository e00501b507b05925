// SPDX-License-Identifier: Apache-2.0
// What can go wrong with a request, as one type the pages can show. The server's words (RFC 9457, already in the
// reader's language) win; our own words are only used when no answer came.

export interface FieldProblem {
  path: string;
  code?: string;
  message: string;
}

export type ProblemKind = 'offline' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'stale' | 'invalid' | 'busy' | 'server';

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    // The server names the missing permission by its code, which says nothing to a reader: the page has better words.
    // Where it says nothing at all, the message is empty, and the page shows its words for the kind of problem.
    super(code === 'identity.not_permitted' ? '' : detail || title);
  }

  get kind(): ProblemKind {
    switch (this.status) {
      case 0: return 'offline';
      case 401: return 'unauthenticated';
      case 403: return 'forbidden';
      case 404: case 410: return 'missing';
      case 409: return 'conflict';
      case 412: case 428: return 'stale';
      case 400: case 413: case 415: case 422: return 'invalid';
      case 429: case 502: case 503: case 504: return 'busy';
      default: return 'server';
    }
  }
}

/** No answer came: the line is down, the server is gone, or the request was cut. */
export function offlineProblem(): ApiProblem {
  return new ApiProblem(0, 'client.offline', '', '');
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const retry = Number(response.headers.get('Retry-After')) || undefined;
  try {
    const body = await response.json();
    return new ApiProblem(response.status, String(body.code ?? ''), String(body.title ?? ''), String(body.detail ?? ''),
      Array.isArray(body.fields) ? body.fields : [], retry);
  } catch {
    return new ApiProblem(response.status, '', '', '', [], retry);
  }
}

export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(500, 'client.unexpected', '', '');
}
