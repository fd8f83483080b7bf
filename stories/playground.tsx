/** A story to play with: the props of the component in the controls, and beside them what the bank does. */
import type { StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { sandboxScenarios } from 'connections-kit/transports/sandbox';

export interface BankArgs {
  /** Of all banks; each its own where it is absent. */
  scenario?: string;
  /** How many times faster than real time. */
  speed?: number;
}

/** For a story whose `withSandbox` gives it the bank. */
export function playground<Props extends object>(
  show: (props: Props) => ReactNode,
  scenario?: string,
): StoryObj<Props & BankArgs> {
  const story = {
    args: { speed: 4, ...(scenario !== undefined && { scenario }) },
    argTypes: {
      scenario: {
        control: 'select',
        options: [undefined, ...sandboxScenarios],
        description: 'What the bank does; each bank something else where none is chosen',
        table: { category: 'Bank' },
      },
      speed: {
        control: { type: 'range', min: 1, max: 60 },
        description: 'How many times faster than real time',
        table: { category: 'Bank' },
      },
    },
    render: ({ scenario: _scenario, speed: _speed, ...props }: Props & BankArgs) => show(props as unknown as Props),
  };
  // The types of Storybook cannot follow props that are not known yet.
  return story as unknown as StoryObj<Props & BankArgs>;
}
