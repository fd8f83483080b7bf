'use client';
/** The institution's logo or, where there is none or it does not load, its initials. */
import { memo, useState } from 'react';
import type { Institution } from '../../core/model/connection';

const hues = 6;

interface InstitutionLogoProps {
  institution: Institution;
  size?: 'small' | 'large';
}

/** Stands still while a job's news renders what is around it. */
export const InstitutionLogo = memo(function InstitutionLogo({ institution, size = 'small' }: InstitutionLogoProps) {
  const [broken, setBroken] = useState<string>();
  const { logoUrl } = institution;
  const shown = logoUrl !== undefined && logoUrl !== broken;
  return (
    <span data-ck="logo" data-size={size} data-hue={shown ? undefined : hueOf(institution.id)} aria-hidden="true">
      {shown ? (
        <img src={logoUrl} alt="" decoding="async" referrerPolicy="no-referrer" onError={() => setBroken(logoUrl)} />
      ) : (
        initialsOf(institution.name)
      )}
    </span>
  );
});

function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const initials = words.slice(0, 2).map((word) => Array.from(word)[0]);
  return (initials.join('') || (Array.from(name.trim())[0] ?? '')).toUpperCase();
}

/** The same institution has the same color everywhere. */
function hueOf(id: string): number {
  return Array.from(id).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % hues;
}
