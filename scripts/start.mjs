/** `npm start`: installs what is missing, builds the demo page, and runs the demo server. */
import { spawn } from 'node:child_process';
import { installPackages, root, runScript } from './install.mjs';

await runScript(async () => {
  installPackages();
  const { buildDemo } = await import('./build-demo.mjs');
  await buildDemo();
  const server = spawn(process.execPath, ['--import', 'tsx', 'demo/server.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl+C in a terminal reaches the server by itself, and it closes in order; its exit code becomes ours.
  process.on('SIGINT', () => process.stdin.isTTY || server.kill('SIGINT'));
  process.on('SIGTERM', () => server.kill('SIGTERM'));
  server.once('exit', (code) => {
    process.exitCode = code ?? 0;
  });
});
