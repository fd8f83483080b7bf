import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { alias } from '../scripts/entries.mjs';

export default defineConfig({
  plugins: [react()],
  resolve: { alias },
  // The kit's own baseline: for older browsers `light-dark()` would be rewritten, and the Tokens page show what nobody wrote.
  build: { target: ['chrome123', 'safari17.5', 'firefox120'] },
});
