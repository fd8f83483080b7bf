/** The demo page: the kit as a host embeds it, with a panel that steers the sandbox bank. */
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ConnectionManager, ConnectionsProvider, useConsent, type ConnectionManagerProps } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createRestTransport } from 'connections-kit/transports/rest';
import 'connections-kit/styles.css';
import './demo.css';
import { ScenarioPicker } from './scenario-picker';

const client = createConnectionsClient({ transport: createRestTransport({ baseUrl: '/api' }), scope: 'demo' });
// For the browser's console: `connections.connections.getState()`.
Object.assign(window, { connections: client });

/** Back from the bank's consent page: its jobs are followed, and the address is cleaned so that a reload is not a return. */
async function finishConsent(): Promise<void> {
  const { href, search, pathname } = window.location;
  if (!/[?&](jobIds?|state)=/.test(search)) return;
  window.history.replaceState(null, '', pathname);
  await client.finishConsent(href);
}

finishConsent().catch((error: unknown) => console.error(error));

function Demo() {
  const [connectionId, setConnectionId] = useState<string | null>(null);
  return (
    <main className="demo">
      <h1 className="demo-title">connections-kit</h1>
      <ConnectionsProvider client={client} locale="en-AU">
        <Manager connectionId={connectionId} onConnectionIdChange={setConnectionId} />
      </ConnectionsProvider>
      <ScenarioPicker
        onChange={async () => {
          setConnectionId(null);
          await client.clear();
          await client.load();
        }}
      />
    </main>
  );
}

function Manager(props: ConnectionManagerProps) {
  const startConsent = useConsent();
  return (
    <ConnectionManager
      {...props}
      onConnect={() => startConsent({ purpose: 'connect' }).catch((error: unknown) => console.error(error))}
    />
  );
}

const app = document.getElementById('app');
if (app) {
  createRoot(app).render(
    <StrictMode>
      <Demo />
    </StrictMode>,
  );
}
