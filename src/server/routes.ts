/** The paths of the handler, as one table. */
import { refuse } from './problem';
import {
  answerChallenge,
  purgeConnection,
  refreshConnection,
  revealProfile,
  revokeConnection,
  startConsent,
} from './command-endpoints';
import type { Endpoint } from './endpoint';
import {
  describe,
  getConnection,
  getJob,
  getJobs,
  getJobsOfConnection,
  listConnections,
  openEvents,
} from './read-endpoints';

/** Paths with their methods; `:id` is the one value that a path may hold. */
export const table: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = {
  '/capabilities': { GET: describe },
  '/connections': { GET: listConnections },
  '/connections/:id': { GET: getConnection, DELETE: revokeConnection },
  '/connections/:id/refresh': { POST: refreshConnection },
  '/connections/:id/purge': { POST: purgeConnection },
  '/connections/:id/reveal': { POST: revealProfile },
  '/connections/:id/jobs': { GET: getJobsOfConnection },
  '/jobs': { GET: getJobs },
  '/jobs/:id': { GET: getJob },
  '/jobs/:id/challenge': { POST: answerChallenge },
  '/events': { GET: openEvents },
  '/consents': { POST: startConsent },
};

const routes = Object.entries(table).map(([path, endpoints]) => ({ segments: path.split('/'), endpoints }));

export interface Match {
  endpoint: Endpoint;
  /** Decoded; empty where the path names none. */
  id: string;
}

/**
 * @param pathname as in the URL, percent-encoded
 * @throws ConnectionsError: 404 for a path that is none of ours, 405 for a method that it does not have
 */
export function matchRoute(method: string, pathname: string, basePath: string): Match {
  const base = basePath.split('/').filter(Boolean).join('/');
  const prefix = base === '' ? '' : `/${base}`;
  if (!pathname.startsWith(prefix)) throw refuse('not-found');
  const segments = pathname.slice(prefix.length).split('/');
  const route = routes.find((one) => fits(one.segments, segments));
  if (route === undefined) throw refuse('not-found');
  const endpoint = Object.hasOwn(route.endpoints, method) ? route.endpoints[method] : undefined;
  const allow = Object.keys(route.endpoints).join(', ');
  if (endpoint === undefined) throw refuse('invalid-request', { status: 405, headers: { Allow: allow } });
  const index = route.segments.indexOf(':id');
  return { endpoint, id: index === -1 ? '' : decode(segments[index] ?? '') };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part === ':id' ? segments[index] !== '' : part === segments[index]))
  );
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw refuse('not-found');
  }
}
