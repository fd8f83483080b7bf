'use client';
import * as Accordion from '@radix-ui/react-accordion';
import { forwardRef } from 'react';
import { useDirection } from '../../react/use-text';
import { Icon, type IconName } from '../shared/icon';
import { Part, type PartProps } from '../shared/part';
import { withoutRadixSizes } from '../shared/radix-styles';

/** Several topics can be open at once. */
export interface ConnectionGuideTopicsProps extends PartProps<'div'> {
  /** The values of the topics that are open at first. */
  defaultOpen?: string[] | undefined;
}

/** Topics of the help that open one by one: an accordion. `ConnectionGuideTopic` and `ConnectionGuideAction` stand in it. */
export const ConnectionGuideTopics = forwardRef<HTMLDivElement, ConnectionGuideTopicsProps>(
  function ConnectionGuideTopics({ defaultOpen, ...props }, ref) {
    return (
      <Accordion.Root
        type="multiple"
        dir={useDirection()}
        asChild
        {...(defaultOpen !== undefined && { defaultValue: defaultOpen })}
      >
        <Part part="connection-guide-topics" {...props} ref={ref} />
      </Accordion.Root>
    );
  },
);

/** A topic of your own has your words; its children are hidden until it is opened. */
export interface ConnectionGuideTopicProps extends PartProps<'div'> {
  /** Its name among the topics. */
  value: string;
  icon: IconName;
  title: string;
}

/** One topic, of the kit or of yours: its heading opens and closes its children. It must stand in `ConnectionGuideTopics`. */
export const ConnectionGuideTopic = forwardRef<HTMLDivElement, ConnectionGuideTopicProps>(function ConnectionGuideTopic(
  { value, icon, title, children, ...props },
  ref,
) {
  return (
    <Accordion.Item value={value} asChild>
      <Part part="connection-guide-topic" {...props} ref={ref}>
        <Accordion.Header asChild>
          <h4 data-ck="connection-guide-heading">
            <Accordion.Trigger data-ck="connection-guide-trigger">
              <Icon name={icon} />
              <span data-ck="connection-guide-topic-title">{title}</span>
              <Icon name="chevron" />
            </Accordion.Trigger>
          </h4>
        </Accordion.Header>
        <Accordion.Content data-ck="connection-guide-panel" style={withoutRadixSizes}>
          <div data-ck="connection-guide-text">{children}</div>
        </Accordion.Content>
      </Part>
    </Accordion.Item>
  );
});
