import { describe, expect, it } from 'vitest';
import { shorten } from '../../scripts/shorten.mjs';

describe('a style sheet that is shortened', () => {
  it('has short names for its private variables, and leaves the public ones and other names alone', () => {
    const css = 'a{--_space:var(--ck-space,1px);--_space-wide:calc(var(--_space) * 2);anchor-name:--ck-slot}';
    expect(shorten(css, '')).toBe('a{--_a:var(--ck-space,1px);--_b:calc(var(--_a)*2);anchor-name:--ck-slot}');
  });

  it('keeps the names that code reads or sets', () => {
    const code = "element.style.setProperty('--_height', '1px'); read(`--_width`)";
    expect(shorten('a{--_height:1px;--_width:1px;--_wide:1px}', code)).toBe('a{--_height:1px;--_width:1px;--_a:1px}');
  });

  it('gives no name twice, however many there are', () => {
    const names = Array.from({ length: 200 }, (_, index) => `--_name-${index}`);
    const short = shorten(`a{${names.map((name) => `${name}:1`).join(';')}}`, '').match(/--_\w+/g);
    expect(new Set(short).size).toBe(200);
  });

  it('is refused where code keeps a name that another variable would get', () => {
    expect(() => shorten('a{--_wide:1px}', 'read("--_a")')).toThrow('--_a is a name that the build gives');
  });

  it('has no space that means nothing, and every one that does', () => {
    expect(shorten('a{--_x: min( 1px, calc(1px + (2px - 1px) * 3 / 2) );grid-area:1 / 2;margin:0 -1px}', '')).toBe(
      'a{--_a:min(1px,calc(1px + (2px - 1px)*3/2));grid-area:1/2;margin:0 -1px}',
    );
  });
});
