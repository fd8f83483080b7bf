/**
 * The bank's own consent page, small: the person agrees or does not, and is sent back with the job and the state
 * (`domain.md` §2: "The return URL carries jobId / jobIds"; the return URL itself is set at the provider, not asked for).
 */
import type { SandboxBank } from '../../transports/sandbox/bank';

export interface ConsentPage {
  bank: SandboxBank;
  /** The user that a CLIENT_ACCESS token is bound to. */
  userOf(token: string): string | undefined;
  /** Where the person is sent back to. */
  returnUrl: string;
}

export async function answerConsentPage(request: Request, page: ConsentPage): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const userId = page.userOf(searchParams.get('token') ?? '');
  if (userId === undefined) return html(403, '<h1>This page has expired</h1><p>Go back and begin again.</p>');
  if (request.method !== 'POST') return html(200, formOf(page.bank, userId, searchParams));
  const form = new URLSearchParams(await request.text());
  const back = new URL(page.returnUrl);
  const state = searchParams.get('state');
  if (state !== null) back.searchParams.set('state', state);
  if (form.get('decision') === 'approve') {
    const connectionId = searchParams.get('connectionId') ?? form.get('connectionId');
    const institutionId = form.get('institutionId');
    const job = page.bank.approveConsent(userId, {
      ...(connectionId !== null && { connectionId }),
      ...(institutionId !== null && { institutionId }),
    });
    back.searchParams.set('jobIds', job.id);
  }
  return new Response(null, { status: 303, headers: { location: back.href } });
}

/** For one link where one is named; else for the links there are (`extend`) or an institution to choose (`connect`). */
function formOf(bank: SandboxBank, userId: string, asked: URLSearchParams): string {
  const named = asked.get('connectionId');
  const names = new Map(bank.institutions().map(({ id, name }) => [id, name]));
  const links = bank.connections(userId).filter((link) => link.revokedDate === undefined);
  const options =
    asked.get('action') === 'connect'
      ? [...names].map(([id, name]) => [id, name] as const)
      : links.map((link) => [link.id, names.get(link.institutionId) ?? link.institutionId] as const);
  const field = asked.get('action') === 'connect' ? 'institutionId' : 'connectionId';
  const link = links.find(({ id }) => id === named);
  const choice = link
    ? `<p>${escape(names.get(link.institutionId) ?? link.institutionId)}</p>`
    : `<label>Bank <select name="${field}">${options.map(([id, name]) => `<option value="${escape(id)}">${escape(name)}</option>`).join('')}</select></label>`;
  return `<h1>Share your data?</h1><form method="post">${choice}
<p><button name="decision" value="approve">Agree</button> <button name="decision" value="decline">Do not agree</button></p></form>`;
}

function html(status: number, body: string): Response {
  const document = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandbox bank</title><link rel="icon" href="data:,"><body>${body}</body></html>`;
  return new Response(document, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
