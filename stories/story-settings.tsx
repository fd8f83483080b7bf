/** What the toolbar sets for every story: scheme, language, direction, density and the width of the container. */
import type { Decorator, Preview } from '@storybook/react-vite';
import { createContext, useContext } from 'react';
import type { ConnectionsProviderProps } from 'connections-kit';
import { ar } from 'connections-kit/locales/ar';
import { de } from 'connections-kit/locales/de';
import { en } from 'connections-kit/locales/en';
import { es } from 'connections-kit/locales/es';
import { fr } from 'connections-kit/locales/fr';
import { it } from 'connections-kit/locales/it';
import { ja } from 'connections-kit/locales/ja';
import { pseudo } from 'connections-kit/locales/pseudo';
import { ptBR } from 'connections-kit/locales/pt-BR';
import { zhHans } from 'connections-kit/locales/zh-Hans';
import './stories.css';

const languages = { en, ar, de, es, fr, it, ja, 'pt-BR': ptBR, 'zh-Hans': zhHans, pseudo };
const widths = ['280', '320', '480', '720', '1040', '1400'];

type Settings = Pick<ConnectionsProviderProps, 'labels' | 'locale' | 'dir' | 'density'>;
const SettingsContext = createContext<Settings>({});

/** For the provider of a story. */
export function useStorySettings(): Settings {
  return useContext(SettingsContext);
}

export const globalTypes: NonNullable<Preview['globalTypes']> = {
  scheme: toolbar('Scheme', 'contrast', ['system', 'light', 'dark']),
  language: toolbar('Language', 'globe', Object.keys(languages)),
  direction: toolbar('Direction', 'transfer', ['of the language', 'ltr', 'rtl']),
  density: toolbar('Density', 'component', ['comfortable', 'compact']),
  width: toolbar('Width of the container', 'grow', ['whole', ...widths]),
};

export const initialGlobals = {
  scheme: 'system',
  language: 'en',
  direction: 'of the language',
  density: 'comfortable',
  width: 'whole',
};

export const withSettings: Decorator = (Story, { globals }) => {
  const { scheme, language, direction, density, width } = globals as typeof initialGlobals;
  const labels = languages[language as keyof typeof languages];
  // Anything else would be English under another name.
  if (!labels) throw new Error(`The toolbar has no words for the language “${language}”.`);
  const dir = direction === 'ltr' || direction === 'rtl' ? direction : undefined;
  const room = density === 'compact' ? 'compact' : 'comfortable';
  return (
    <SettingsContext.Provider
      // English as it is spoken where the sandbox bank is.
      value={{ labels, density: room, ...(labels === en && { locale: 'en-AU' }), ...(dir && { dir }) }}
    >
      <div
        className="story-frame"
        data-scheme={scheme}
        style={widths.includes(String(width)) ? { inlineSize: `${width}px` } : {}}
      >
        <Story />
      </div>
    </SettingsContext.Provider>
  );
};

function toolbar(title: string, icon: 'contrast' | 'globe' | 'transfer' | 'component' | 'grow', items: string[]) {
  return { description: title, toolbar: { title, icon, items, dynamicTitle: true } };
}
