/** Time, injected: `now` in milliseconds since 1970, delays in milliseconds. */
export interface Clock {
  now(): number;
  setTimeout(callback: () => void, delay: number): unknown;
  clearTimeout(handle: unknown): void;
}
