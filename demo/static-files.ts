/** Serves the built page under the policy that the kit promises to run with. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../.cache/demo');

export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** @param reportUri where the browser tells what the policy refused */
export async function serveStatic(url: URL, reportUri?: string): Promise<Response> {
  const file = path.join(folder, path.normalize(url.pathname === '/' ? '/index.html' : url.pathname));
  const type = types[path.extname(file)];
  if (type === undefined || !file.startsWith(folder)) return new Response('Not found', { status: 404 });
  try {
    const headers = {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy + (reportUri ? `; report-uri ${reportUri}` : ''),
      'cache-control': 'no-store',
    };
    return new Response(new Uint8Array(await readFile(file)), { headers });
  } catch {
    return new Response('Not found', { status: 404 });
  }
}
