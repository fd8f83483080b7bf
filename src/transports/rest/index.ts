/** `connections-kit/transports/rest`: the browser's way to the handler of `connections-kit/server`. */
export { createRestTransport, type RestTransportOptions } from './rest-transport';
