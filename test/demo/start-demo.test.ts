import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createBasiqSandbox } from 'connections-kit/testing';
import { listen, type Listening } from 'connections-kit/testing/node';
import { startDemo } from '../../demo/start-demo';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function bank(): Promise<Listening & { apiKey: string }> {
  const sandbox = createBasiqSandbox({ users: ['person'] });
  const listening = await listen(sandbox.fetch);
  open.push(listening);
  return { ...listening, apiKey: sandbox.apiKey };
}

describe('startDemo', () => {
  it('runs on an API of its own when it is given a key', async () => {
    const { url, apiKey } = await bank();
    const demo = await startDemo({ port: 0, basiq: { apiKey, userId: 'person', baseUrl: url } });
    open.push(demo);
    const answer = await fetch(`${demo.url}/api/connections`);
    expect(answer.status).toBe(200);
    expect((await fetch(`${demo.url}/demo/scenarios`)).status).toBe(404);
  });

  it('says in one sentence that a key is wrong', async () => {
    const { url } = await bank();
    await expect(startDemo({ port: 0, basiq: { apiKey: 'wrong', userId: 'person', baseUrl: url } })).rejects.toThrow(
      /^Basiq did not accept BASIQ_API_KEY: check the key\.$/,
    );
  });

  it('says in one sentence that a user is unknown', async () => {
    const { url, apiKey } = await bank();
    await expect(startDemo({ port: 0, basiq: { apiKey, userId: 'nobody', baseUrl: url } })).rejects.toThrow(
      /^Basiq knows no user BASIQ_USER_ID: check the id\.$/,
    );
  });

  it('says in one sentence that a host cannot be reached', async () => {
    const { url, apiKey, close } = await bank();
    await close();
    open.length = 0;
    await expect(startDemo({ port: 0, basiq: { apiKey, userId: 'person', baseUrl: url } })).rejects.toThrow(
      /could not be reached: check the network and BASIQ_BASE_URL\.$/,
    );
  });

  it('ends when it cannot start, with that one sentence and nothing else', async () => {
    const taken = await listen(() => new Response('taken'));
    open.push(taken);
    const server = spawn(process.execPath, ['--import', 'tsx', 'demo/server.ts'], {
      env: { ...process.env, PORT: String(taken.port), BASIQ_API_KEY: '', BASIQ_USER_ID: '' },
    });
    let said = '';
    server.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const [code] = (await once(server, 'exit')) as [number];
    expect(code).toBe(1);
    expect(said.trim()).toMatch(/^Port \d+ is in use: .*npm start\.$/);
  });

  it('says in one sentence that a port is in use', async () => {
    const taken = await listen(() => new Response('taken'));
    open.push(taken);
    await expect(startDemo({ port: taken.port })).rejects.toThrow(/^Port \d+ is in use: .*npm start\.$/);
  });
});
