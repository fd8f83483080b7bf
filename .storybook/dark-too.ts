/** Axe looks at each story once more in the dark scheme; of its rules only those of color can find anything else there. */
import { afterEach as runAxe } from '@storybook/addon-a11y/preview';
import type { Preview } from '@storybook/react-vite';

type AfterEach = Extract<NonNullable<Preview['afterEach']>, (...given: never[]) => unknown>;

const options = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** In the tests alone: who looks at a story chooses its scheme in the toolbar. */
export const lookInTheDark: AfterEach = async (context) => {
  const frame = context.canvasElement.querySelector<HTMLElement>('.story-frame');
  if (import.meta.env.VITEST_STORYBOOK === undefined || !frame) return;
  const { scheme } = frame.dataset;
  frame.dataset.scheme = 'dark';
  const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(fading.map(({ finished }) => finished));
  await runAxe({ ...context, parameters: { ...context.parameters, a11y: { ...context.parameters.a11y, options } } });
  frame.dataset.scheme = scheme;
};
