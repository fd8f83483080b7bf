/** A styled element whose state reaches CSS only through `data-*` attributes. */
import {
  createElement,
  forwardRef,
  type ComponentPropsWithoutRef,
  type CSSProperties,
  type ElementType,
  type ReactElement,
} from 'react';
import { HostElement } from './host-element';

/** Becomes `data-<name>`; `true` is the empty string, `false` and undefined leave the attribute out. */
export type PartState = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Another element for a part: an element, which is given the props beside its own, or a function of the props and the state.
 */
export type RenderPart<State extends PartState = PartState> =
  ReactElement | ((props: Readonly<Record<string, unknown>>, state: State) => ReactElement);

/** What every part takes beside its element's own attributes. */
export type PartProps<Tag extends ElementType, State extends PartState = PartState> = ComponentPropsWithoutRef<Tag> & {
  /** Another element in the place of the usual one; it gets all props, the ref among them. */
  render?: RenderPart<State> | undefined;
};

interface PartElementProps {
  as?: ElementType;
  /** The slot: `data-ck`. */
  part: string;
  state?: PartState;
  render?: RenderPart | undefined;
  [attribute: string]: unknown;
}

/** Its attributes are those of whichever element it is; each part's own props type them. */
export const Part = forwardRef<Element, PartElementProps>(function Part(given, ref) {
  const { as = 'div', part, state = {}, render, ...props } = given as PartElementProps;
  const all = { 'data-ck': part, ...stateAttributes(state), ...props, ...(ref && { ref }) };
  if (typeof render === 'function') return render(all, state);
  if (!render) return createElement(as, all);
  return createElement(HostElement, { element: render, attributes: besideOwn(all, render.props as Attributes) });
});

type Attributes = Readonly<Record<string, unknown>>;

/** The class, style and handlers that an element of the host has already; the host's own first. */
function besideOwn(all: Attributes, own: Attributes): Attributes {
  const className = [own.className, all.className].filter(Boolean).join(' ');
  const style = { ...(all.style as CSSProperties | undefined), ...(own.style as CSSProperties | undefined) };
  const handlers = Object.entries(own).flatMap(([name, theirs]) => {
    const ours = all[name];
    if (!name.startsWith('on') || typeof theirs !== 'function' || typeof ours !== 'function') return [];
    return [[name, composeHandlers(theirs as Handler, ours as Handler)]];
  });
  return {
    ...all,
    ...(className !== '' && { className }),
    ...(Object.keys(style).length > 0 && { style }),
    ...Object.fromEntries(handlers),
  };
}

export function stateAttributes(state: PartState): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(state))
    if (value !== undefined && value !== false) attributes[`data-${name}`] = value === true ? '' : String(value);
  return attributes;
}

type Handler = (event: Event) => void;

/** The host's handler first; ours only if it did not prevent it. */
export function composeHandlers<Event extends { defaultPrevented: boolean }>(
  theirs: ((event: Event) => void) | undefined,
  ours: (event: Event) => void,
): (event: Event) => void {
  return (event) => {
    theirs?.(event);
    if (!event.defaultPrevented) ours(event);
  };
}
