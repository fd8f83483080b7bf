/** A host's page with the kit in it. Its style sheets are the test's business: none is linked here. */
import { createRoot } from 'react-dom/client';
import { ConnectionManager, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient, preloadClient } from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { hostElements } from './host-elements';

// Before the page's time goes by: what is fetched takes another time with each page.
await preloadClient();
const given = new URLSearchParams(window.location.search);
const client = createConnectionsClient({
  transport: createSandboxTransport({ scenario: { AU00000: given.get('scenario') ?? 'happy' } }),
});

const app = document.getElementById('app');
if (app) {
  createRoot(app).render(
    <ConnectionsProvider
      client={client}
      locale={given.get('locale') ?? 'en-AU'}
      timeZone="Australia/Sydney"
      dir={given.get('dir') === 'rtl' ? 'rtl' : 'ltr'}
      density={given.get('density') === 'compact' ? 'compact' : 'comfortable'}
    >
      <ConnectionManager onConnect={() => {}} />
      <section
        data-host="inside the provider"
        style={{ position: 'relative' }}
        dangerouslySetInnerHTML={{ __html: hostElements }}
      />
    </ConnectionsProvider>,
  );
}
