import type { ComponentProps, ElementType } from 'react';
import { expectTypeOf, it } from 'vitest';
import type * as kit from 'connections-kit';

type Kit = typeof kit;

/** What is not `never` is an optional prop that refuses `undefined`, which a host with `exactOptionalPropertyTypes` has at hand. */
type Refusing<Component extends string, Props> = {
  [Name in keyof Props & string]-?: object extends Pick<Props, Name>
    ? { [_ in Name]: undefined } extends Pick<Props, Name>
      ? never
      : `${Component} ${Name}`
    : never;
}[keyof Props & string];
type AllRefusing = {
  [Name in keyof Kit & Capitalize<string>]: Kit[Name] extends ElementType
    ? Refusing<Name, ComponentProps<Kit[Name]>>
    : never;
}[keyof Kit & Capitalize<string>];

it('every optional prop of every component takes undefined', () => {
  expectTypeOf<AllRefusing>().toBeNever();
  expectTypeOf<Refusing<'Strict', { title?: string; id?: string | undefined }>>().toEqualTypeOf<'Strict title'>();
});
