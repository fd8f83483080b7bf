/** The whole chain on 127.0.0.1: page, handler, Basiq transport, and the sandbox bank behind it or the real API. */
import { isConnectionsError, type Clock } from 'connections-kit/core';
import { createConnectionsHandler } from 'connections-kit/server';
import {
  createBasiqSandbox,
  type BasiqSandbox,
  type BasiqSandboxOptions,
  type SandboxBank,
} from 'connections-kit/testing';
import { listen, type Listening } from 'connections-kit/testing/node';
import { createBasiq } from 'connections-kit/transports/basiq';
import { sandboxScenarios } from 'connections-kit/transports/sandbox';
import { createDemoJournal, type DemoJournal } from './demo-journal';
import { serveStatic } from './static-files';

export interface DemoOptions {
  /** 0: any free one. */
  port: number;
  /** A real key; the sandbox bank without it. */
  basiq?: { apiKey: string; userId: string; baseUrl?: string };
  /** The time that the sandbox bank lives by; the real one when absent. */
  clock?: Clock;
  /** Multiplies how long the jobs of the sandbox bank take. */
  pace?: number;
  /** The books of a demo that was stopped, to go on with. */
  bank?: SandboxBank;
  /** Where the browser tells what the policy of the page refused; nowhere when absent. */
  reportUri?: string;
  /** How the sandbox bank's wire differs from the usual one. */
  variants?: BasiqSandboxOptions['variants'];
}

export interface Demo extends Listening {
  sandbox?: BasiqSandbox;
}

/** Something that the person who starts the demo can mend; its message is one sentence for them. */
export class DemoProblem extends Error {}

/** The person of the demo, as the sandbox bank knows them. */
export const sandboxUser = 'demo-user';

export async function startDemo({
  port,
  basiq,
  clock,
  pace,
  bank: books,
  reportUri,
  variants,
}: DemoOptions): Promise<Demo> {
  let pageUrl = '';
  const sandbox = basiq
    ? undefined
    : createBasiqSandbox({
        users: [sandboxUser],
        consentReturnUrl: () => pageUrl,
        ...(clock && { clock }),
        ...(pace !== undefined && { pace }),
        ...(books && { bank: books }),
        ...(variants && { variants }),
      });
  const bank = sandbox && (await listen(sandbox.fetch));
  const upstream =
    sandbox && bank ? { apiKey: sandbox.apiKey, baseUrl: bank.url, consentUrl: `${bank.url}/home` } : basiq;
  if (!upstream) throw new DemoProblem('There is neither a sandbox bank nor a key.');
  const userId = basiq?.userId ?? sandboxUser;
  const provider = createBasiq(upstream);
  if (basiq) await checkAccess(() => provider.transport(userId).listConnections({ limit: 1 }), basiq.baseUrl);

  const journal = createDemoJournal();
  const handle = createConnectionsHandler({
    basePath: '/api',
    // The demo has one person, and whoever can reach 127.0.0.1 is that person. A host reads its own session here.
    authenticate: () => ({ userId }),
    authorize: () => true,
    transport: (session) => provider.transport(session.userId),
    journal,
  });

  const page = async (request: Request) => {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/api/')) return handle(request);
    if (url.pathname === '/demo/scenarios' && sandbox) return steer(sandbox, journal, request);
    return serveStatic(url, reportUri);
  };
  const server = await listenOn(port, page).catch(async (thrown: unknown) => {
    await bank?.close();
    throw thrown;
  });
  pageUrl = server.url;
  return {
    ...server,
    ...(sandbox && { sandbox }),
    async close() {
      await server.close();
      await bank?.close();
    },
  };
}

async function listenOn(port: number, handler: (request: Request) => Promise<Response>): Promise<Listening> {
  try {
    return await listen(handler, { port });
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE') {
      throw new DemoProblem(`Port ${port} is in use: stop what runs there, or choose another with PORT=… npm start.`);
    }
    throw thrown;
  }
}

async function checkAccess(ask: () => Promise<unknown>, baseUrl = 'https://au-api.basiq.io'): Promise<void> {
  try {
    await ask();
  } catch (thrown) {
    const code = isConnectionsError(thrown) ? thrown.code : undefined;
    if (code === 'network' || code === 'timeout')
      throw new DemoProblem(`${baseUrl} could not be reached: check the network and BASIQ_BASE_URL.`);
    if (code === 'forbidden' || code === 'unauthorized')
      throw new DemoProblem('Basiq did not accept BASIQ_API_KEY: check the key.');
    if (code === 'not-found') throw new DemoProblem('Basiq knows no user BASIQ_USER_ID: check the id.');
    throw new DemoProblem(`${baseUrl} gave an answer that was not understood: check BASIQ_BASE_URL.`);
  }
}

/** What the scenario picker asks for. */
async function steer({ bank }: BasiqSandbox, journal: DemoJournal, request: Request): Promise<Response> {
  if (request.method === 'POST') {
    const body = (await request.json()) as { institutionId?: unknown; scenario?: unknown };
    if (typeof body.institutionId !== 'string' || typeof body.scenario !== 'string')
      return new Response(null, { status: 400 });
    bank.setScenario(body.institutionId, body.scenario);
    const begunAnew = bank
      .connections(sandboxUser)
      .filter(({ institutionId }) => body.institutionId === 'all' || body.institutionId === institutionId);
    journal.forget(begunAnew.map(({ id }) => id));
    return new Response(null, { status: 204 });
  }
  const institutions = bank.institutions().map(({ id, name }) => ({ id, name }));
  return Response.json({ names: sandboxScenarios, institutions });
}
