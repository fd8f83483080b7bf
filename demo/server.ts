/** Behind `npm start`: prints one URL, or one sentence about what is wrong. */
import { DemoProblem, startDemo, type DemoOptions } from './start-demo';

/** A variable that is set to nothing counts as absent. */
const read = (name: string) => process.env[name] || undefined;
const [apiKey, userId, baseUrl, PORT] = ['BASIQ_API_KEY', 'BASIQ_USER_ID', 'BASIQ_BASE_URL', 'PORT'].map(read);

try {
  const demo = await startDemo(readOptions());
  const bank = demo.sandbox ? 'on the built-in sandbox bank' : 'on the Basiq API';
  console.log(`connections-kit demo ${bank}: ${demo.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close());
} catch (thrown) {
  console.error(thrown instanceof DemoProblem ? thrown.message : 'The demo could not be started.');
  process.exitCode = 1;
}

function readOptions(): DemoOptions {
  const port = Number(PORT ?? 4173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new DemoProblem(`PORT must be a number up to 65535, not “${PORT}”.`);
  if ((apiKey === undefined) !== (userId === undefined)) {
    throw new DemoProblem('For the Basiq API both BASIQ_API_KEY and BASIQ_USER_ID are needed.');
  }
  if (apiKey === undefined || userId === undefined) return { port };
  if (baseUrl !== undefined && !URL.canParse(baseUrl)) throw new DemoProblem('BASIQ_BASE_URL is not a URL.');
  return { port, basiq: { apiKey, userId, ...(baseUrl !== undefined && { baseUrl }) } };
}
