/** `connections-kit/testing/react`: for the component tests of a host. Needs @testing-library/react. */
export {
  renderWithConnections,
  type RenderedWithConnections,
  type RenderWithConnectionsOptions,
} from './render-with-connections';
