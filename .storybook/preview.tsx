import type { Decorator, Preview } from '@storybook/react-vite';
import { StrictMode } from 'react';
import { preloadClient } from 'connections-kit/core';
import { configure } from 'storybook/test';
import { globalTypes, initialGlobals, withSettings } from '../stories/story-settings';
import { lookInTheDark } from './dark-too';
import 'connections-kit/styles.css';
import '../stories/stories.css';

// What is loaded on demand comes from a development server file by file.
configure({ asyncUtilTimeout: 5_000 });

const reactStrictMode: Decorator = (Story) => (
  <StrictMode>
    <Story />
  </StrictMode>
);

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [reactStrictMode, withSettings],
  loaders: [() => preloadClient()],
  afterEach: lookInTheDark,
  globalTypes,
  initialGlobals,
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    options: {
      storySort: {
        order: [
          'Introduction',
          'Theming',
          'Tokens',
          'Content guide',
          'Accessibility',
          'Model',
          'Components',
          'Workflows',
        ],
      },
    },
  },
};
export default preview;
