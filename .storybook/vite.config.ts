import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { alias } from '../scripts/entries.mjs';

export default defineConfig({ plugins: [react()], resolve: { alias } });
