/** For every test that renders: matchers, StrictMode, clients that act at once, a clean page after each, and no word on console.error. */
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import React from 'react';
import ReactDOM from 'react-dom';
import { afterEach, beforeEach, expect } from 'vitest';
import { preloadClient } from 'connections-kit/core';

for (const { version } of [React, ReactDOM]) {
  if (version.split('.')[0] !== import.meta.env.KIT_REACT) {
    throw new Error(`This run is for React ${String(import.meta.env.KIT_REACT)}, and ${version} was loaded.`);
  }
}

// What a client shows must not hang on how fast Vite serves its engine.
await preloadClient();

configure({ reactStrictMode: true });
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const printError = console.error;
let complaints: unknown[][] = [];

beforeEach(() => {
  complaints = [];
  console.error = (...words: unknown[]) => {
    complaints.push(words);
    printError(...words);
  };
});

// The last hook to be registered runs first: what unmounting complains of counts too.
afterEach(() => {
  console.error = printError;
  expect(complaints, 'console.error was called').toEqual([]);
});
afterEach(cleanup);
