/** Whose bytes are counted, and what a host imports of each. The versions stand in `peers/<folder>/package.json`. */

export interface Peer {
  name: string;
  /** In `peers/`. */
  folder: string;
  /** A module of the host: what it takes, and the styles that go with it. */
  code: string;
  /** The least thing that a page may want of it. */
  small?: { name: string; code: string };
}

export const peers: readonly Peer[] = [
  {
    name: 'MX connect-widget',
    folder: 'mx',
    code: "import '@mxenabled/connect-widget/dist/style.css'; export { ApiProvider, ConnectWidget } from '@mxenabled/connect-widget';",
    small: { name: 'ApiProvider', code: "export { ApiProvider } from '@mxenabled/connect-widget';" },
  },
  {
    name: 'stream-chat-react, a chat',
    folder: 'stream',
    code: "import 'stream-chat-react/css/index.css'; export { StreamChat } from 'stream-chat'; export { Channel, ChannelHeader, ChannelList, Chat, MessageComposer, MessageList, Thread, Window } from 'stream-chat-react';",
    small: { name: 'Avatar', code: "export { Avatar } from 'stream-chat-react';" },
  },
  {
    name: 'Liveblocks react-ui, Thread and Composer',
    folder: 'liveblocks',
    code: "import '@liveblocks/react-ui/styles.css'; export { LiveblocksProvider, RoomProvider, useThreads } from '@liveblocks/react/suspense'; export { Composer, Thread } from '@liveblocks/react-ui';",
    small: { name: 'Timestamp', code: "export { Timestamp } from '@liveblocks/react-ui/primitives';" },
  },
  {
    name: 'Knock react, the feed',
    folder: 'knock',
    code: "import '@knocklabs/react/dist/index.css'; export { KnockFeedProvider, KnockProvider, NotificationFeedPopover, NotificationIconButton } from '@knocklabs/react';",
    small: { name: 'Spinner', code: "export { Spinner } from '@knocklabs/react';" },
  },
  {
    name: 'Novu react, Inbox',
    folder: 'novu',
    code: "export { Inbox } from '@novu/react';",
    small: { name: 'Bell', code: "export { Bell } from '@novu/react';" },
  },
  {
    name: 'assistant-ui, primitives',
    folder: 'assistant-ui',
    code: "export { AssistantRuntimeProvider, ComposerPrimitive, MessagePrimitive, ThreadPrimitive, useLocalRuntime } from '@assistant-ui/react';",
    small: { name: 'MessagePartPrimitive', code: "export { MessagePartPrimitive } from '@assistant-ui/react';" },
  },
  {
    name: 'WorkOS widgets, Pipes',
    folder: 'workos',
    code: "import '@radix-ui/themes/styles.css'; import '@workos-inc/widgets/base.css'; export { Pipes, WorkOsWidgets } from '@workos-inc/widgets';",
    small: { name: 'PipesLoading', code: "export { PipesLoading } from '@workos-inc/widgets';" },
  },
  {
    name: 'Uppy core and dashboard',
    folder: 'uppy',
    code: "import '@uppy/core/css/style.min.css'; import '@uppy/dashboard/css/style.min.css'; export { Uppy } from '@uppy/core'; export { default as Dashboard } from '@uppy/react/dashboard';",
  },
  {
    name: 'Uppy core and headless components',
    folder: 'uppy',
    code: "import '@uppy/react/css/style.css'; export { Uppy } from '@uppy/core'; export { Dropzone, FilesList, UploadButton, UppyContextProvider } from '@uppy/react';",
    small: { name: 'UppyContextProvider', code: "export { UppyContextProvider } from '@uppy/react';" },
  },
  {
    name: 'Stripe connect-js, a loader',
    folder: 'stripe',
    code: "export { loadConnectAndInitialize } from '@stripe/connect-js'; export { ConnectComponentsProvider, ConnectPayments } from '@stripe/react-connect-js';",
  },
  { name: 'react-plaid-link, a loader', folder: 'plaid', code: "export { usePlaidLink } from 'react-plaid-link';" },
  { name: 'Nango frontend, a loader', folder: 'nango', code: "export { default as Nango } from '@nangohq/frontend';" },
  {
    name: 'react-pluggy-connect, a loader',
    folder: 'pluggy',
    code: "export { PluggyConnect } from 'react-pluggy-connect';",
  },
  {
    name: 'Clerk react, a loader',
    folder: 'clerk',
    code: "export { ClerkProvider, UserProfile } from '@clerk/react';",
    small: { name: 'SignInButton', code: "export { SignInButton } from '@clerk/react';" },
  },
];

/** The page: manager, client and REST transport, which is all that a host's page needs. */
export const ours = {
  name: '**connections-kit**, the manager',
  code: "import 'connections-kit/styles.css'; export { ConnectionManager, ConnectionsProvider } from 'connections-kit'; export { createConnectionsClient } from 'connections-kit/core'; export { createRestTransport } from 'connections-kit/transports/rest';",
  small: { name: 'StatusBadge', code: "export { StatusBadge } from 'connections-kit';" },
};
