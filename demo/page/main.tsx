/** The demo page: the kit as a host embeds it, with a panel that steers the sandbox bank. */
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ConnectionManager, ConnectionsProvider, useConsent, type ConnectionManagerProps } from 'connections-kit';
import { createConnectionsClient, selectJob, type Job } from 'connections-kit/core';
import { createRestTransport } from 'connections-kit/transports/rest';
import 'connections-kit/styles.css';
import './demo.css';
import { ScenarioPicker } from './scenario-picker';

const client = createConnectionsClient({ transport: createRestTransport({ baseUrl: '/api' }), scope: 'demo' });
// For the browser's console: `connections.connections.getState()`.
Object.assign(window, { connections: client });

/** Back from the bank's consent page: its jobs are followed, and the address is cleaned so that a reload is not a return. */
async function finishConsent(): Promise<readonly Job[]> {
  const { href, search, pathname } = window.location;
  if (!/[?&](jobIds?|state)=/.test(search)) return [];
  window.history.replaceState(null, '', pathname);
  return client.finishConsent(href);
}

const returned = finishConsent().catch((error: unknown) => {
  console.error(error);
  return [];
});

/** Shows the bank that the person comes back from, as soon as it is known which connection that is. */
function useReturn(show: (connectionId: string) => void): void {
  useEffect(() => {
    let stop = () => {};
    let isMounted = true;
    void returned.then(([job]) => {
      if (!job || !isMounted) return;
      const look = () => {
        const connectionId = selectJob(client.jobs.getState(), job.id)?.connectionId;
        if (!connectionId) return;
        stop();
        show(connectionId);
      };
      stop = client.jobs.subscribe(look);
      look();
    });
    return () => {
      isMounted = false;
      stop();
    };
  }, [show]);
}

function Demo() {
  const [connectionId, setConnectionId] = useState<string | null>(null);
  useReturn(setConnectionId);
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
